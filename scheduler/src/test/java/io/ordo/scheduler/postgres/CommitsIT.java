package io.ordo.scheduler.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.exceptions.DataAccessException;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is to be done after a commit is done after that, whatever becomes of the commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitsIT {
    private final Store store = Store.create();
    private final Database database = store.database();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void forget() {
        done.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void whatIsToBeDoneAfterwardsIsDoneOnceItIsCommitted() {
        database.together(() -> {
            database.afterwards(() -> done.add("afterwards"));
            database.unless(() -> done.add("unless"));
            return done.add("work");
        });
        assertThat(done).containsExactly("work", "afterwards");
    }

    @Test
    void whatIsDoneAfterwardsMayHaveSomethingDoneAfterwards() {
        database.together(() -> {
            database.afterwards(() -> database.afterwards(() -> done.add("nested")));
            return done.add("work");
        });
        assertThat(done).containsExactly("work", "nested");
    }

    @Test
    void aTransactionWithinAnotherIsCommittedWithThat() {
        database.together(() -> {
            database.together(() -> {
                database.afterwards(() -> done.add("afterwards"));
                return done.add("inner");
            });
            return done.add("outer");
        });
        assertThat(done).containsExactly("inner", "outer", "afterwards");
    }

    /** The commit itself fails: what is checked only then is refused. */
    @Test
    void whatIsRefusedByTheCommitIsNotCommitted() {
        database.update("""
                CREATE TABLE judged_late (
                    id integer PRIMARY KEY,
                    other integer REFERENCES judged_late DEFERRABLE INITIALLY DEFERRED)
                """, Parameters.NONE);
        assertThatThrownBy(() -> database.together(() -> {
                    database.afterwards(() -> done.add("afterwards"));
                    database.unless(() -> done.add("unless"));
                    return database.update("INSERT INTO judged_late VALUES (1, 2)", Parameters.NONE);
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(done).containsExactly("unless");
    }
}
