package io.ordo.scheduler.http.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.ranking.Bookkeeper;
import io.ordo.scheduler.tenant.Tenants;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is agreed with tenants, and how they stand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantsApiIT {
    private static final String TENANTS = "/api/v1/tenants";

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void whoNobodySpokeOfHasTheUsualTerms() {
        var answer = api.get(TENANTS + "/stranger");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("tenant.weight")).isEqualTo(1);
        assertThat(answer.at("tenant.urgency_budget")).isNull();
        assertThat(answer.at("tenant.updated_at")).isNull();
    }

    @Test
    void whatIsAgreedIsKeptAndSaysWhoAgreed() {
        var changed = api.put(
                TENANTS + "/kept", "{\"weight\": 2.5, \"urgency_budget\": {\"work\": \"10m\", \"period\": \"1d\"}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(api.put(TENANTS + "/kept", "{\"weight\": 3}").at("tenant.urgency_budget.work"))
                .isEqualTo(600);
        assertThat(api.get(TENANTS + "/kept").at("tenant.weight")).isEqualTo(3);
        assertThat(api.get(TENANTS + "/kept").at("tenant.updated_by")).isEqualTo("admin");
        assertThat(api.get(TENANTS).body()).contains("\"kept\"");

        assertThat(api.delete(TENANTS + "/kept").status()).isEqualTo(204);
        assertThat(api.delete(TENANTS + "/kept").at("code")).isEqualTo("tenant_unknown");
        assertThat(api.get(TENANTS + "/kept").at("tenant.weight")).isEqualTo(1);
    }

    @RepeatedTest(20)
    void whoAgreesDifferentThingsAtOnceAgreesBoth() {
        api.delete(TENANTS + "/raced");

        Race.among(List.of(
                () -> api.put(TENANTS + "/raced", "{\"weight\": 7}"),
                () -> api.put(TENANTS + "/raced", "{\"urgency_budget\": {\"work\": 60, \"period\": \"1d\"}}")));

        var agreed = api.get(TENANTS + "/raced");
        assertThat(agreed.at("tenant.weight")).isEqualTo(7);
        assertThat(agreed.at("tenant.urgency_budget.work")).isEqualTo(60);
    }

    @Test
    void withSoManyTenantsAndNoMoreSomethingIsAgreed() {
        scheduler.bean(Database.class).update("""
                INSERT INTO tenant (id, weight, updated_by)
                SELECT 'many' || number, 1, 'a test'
                FROM generate_series(1, ?) AS number
                """, statement -> statement.setInt(1, Tenants.MOST));

        var refused = api.put(TENANTS + "/one-more", "{\"weight\": 2}");
        var known = api.put(TENANTS + "/many1", "{\"weight\": 2}");
        scheduler.bean(Database.class).update("DELETE FROM tenant WHERE id LIKE 'many%'", Parameters.NONE);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("code")).isEqualTo("too_many_tenants");
        assertThat(known.at("tenant.weight")).isEqualTo(2);
        assertThat(known.at("tenant.updated_by")).isEqualTo("admin");
        assertThat(api.put(TENANTS + "/one-more", "{\"weight\": 2}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weight\": 0} | weight",
                "{\"weight\": \"much\"} | weight",
                "{\"urgency_budget\": {\"work\": 1}} | urgency_budget.period",
                "{\"urgency_budget\": {\"work\": 0, \"period\": 10}} | urgency_budget.work",
                "{\"wait\": 2} | wait"
            })
    void whatIsWrongIsNamed(String body, String field) {
        var answer = api.put(TENANTS + "/wrong", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("errors.0.field")).isEqualTo(field);
    }

    @Test
    void thePagesFollowEachOther() {
        IntStream.range(0, 5).forEach(i -> api.put(TENANTS + "/page" + i, "{}"));

        var first = api.get(TENANTS + "?limit=2&cursor=page0");
        var second = api.get(TENANTS + "?limit=2&cursor=" + first.text("next_cursor"));

        assertThat(first.at("items.0.id")).isEqualTo("page1");
        assertThat(second.at("items.0.id")).isEqualTo("page3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a&b", "a;b", "a+b;c&d", "!$'()*,=:@", "a%2Fb", "%C3%BC", "a%2Bb"})
    void anIdMayHaveAllThatAPathMayHave(String path) {
        String id = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);

        assertThat(api.put(TENANTS + "/" + path, "{\"weight\": 2}").at("tenant.id"))
                .isEqualTo(id);
        assertThat(api.get(TENANTS + "/" + path).at("tenant.weight")).isEqualTo(2);
        assertThat(api.put(TENANTS + "/" + path + "/debts/default", "{\"debt\": 0}")
                        .at("tenant.id"))
                .isEqualTo(id);
        assertThat(api.delete(TENANTS + "/" + path).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "a%C3", "%C0%80", "%ED%A0%80"})
    void anIdThatIsNoTextIsNobodys(String path) {
        var refused = api.put(TENANTS + "/" + path, "{\"weight\": 2}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("UTF-8");
        assertThat(api.get(TENANTS).body()).doesNotContain("\uFFFD");
    }

    @Test
    void aDebtShowsCanBeForgivenAndSet() {
        var lane = Lane.make(api, "debts", "\"ranker\": \"balanced\"");
        IntStream.range(0, 20).forEach(_ -> lane.task("\"owner_id\": \"debtor\""));
        assertThat(debt("debtor")).isEqualByComparingTo("20");

        api.put(TENANTS + "/debtor/debts/debts", "{\"debt\": 0}");
        assertThat(debt("debtor")).isEqualByComparingTo("0");

        api.put(TENANTS + "/debtor/debts/debts", "{\"debt\": \"1m\"}");
        assertThat(debt("debtor")).isBetween(BigDecimal.valueOf(55), BigDecimal.valueOf(60));
        assertThat(api.put(TENANTS + "/debtor/debts/nowhere", "{\"debt\": 0}").status())
                .isEqualTo(404);
    }

    @Test
    void aWeightMakesItsTenantsShareLarger() {
        var lane = Lane.make(api, "weights", "\"ranker\": \"fair\"");
        api.put(TENANTS + "/heavy", "{\"weight\": 4}");
        scheduler.bean(Bookkeeper.class).runOnce();
        for (var tenant : new String[] {"heavy", "light"}) {
            IntStream.range(0, 40).forEach(_ -> lane.task("\"owner_id\": \"" + tenant + "\""));
        }

        assertThat(standing("heavy", "weights")).isLessThan(standing("light", "weights"));
    }

    @Test
    void whoHasSpentItsUrgencyIsRankedAsNormal() {
        var lane = Lane.make(api, "budgets", "\"ranker\": \"aging\"");
        api.put(TENANTS + "/urgent", "{\"urgency_budget\": {\"work\": 2, \"period\": \"1d\"}}");
        scheduler.bean(Bookkeeper.class).runOnce();

        var first = lane.task("\"owner_id\": \"urgent\", \"priority\": 1");
        lane.task("\"owner_id\": \"urgent\", \"priority\": 1");
        var third = lane.task("\"owner_id\": \"urgent\", \"priority\": 1");
        var modest = lane.task("\"owner_id\": \"modest\", \"priority\": 2");

        assertThat(lane.popOne()).isEqualTo(first);
        lane.popOne();
        assertThat(lane.popOne()).isEqualTo(modest);
        assertThat(lane.popOne()).isEqualTo(third);
    }

    private BigDecimal debt(String tenant) {
        return standing(tenant, "debts");
    }

    private BigDecimal standing(String tenant, String queue) {
        var answer = api.get(TENANTS + "/" + tenant);
        int index = IntStream.range(0, answer.size("queues"))
                .filter(i -> queue.equals(answer.at("queues." + i + ".queue")))
                .findFirst()
                .orElseThrow();
        return new BigDecimal(answer.text("queues." + index + ".debt"));
    }
}
