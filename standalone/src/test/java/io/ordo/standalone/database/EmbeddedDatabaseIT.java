package io.ordo.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDatabaseIT {
    private static final String PASSWORD = "a test's password";

    @TempDir
    static Path shared;

    Path home;
    Path passwordFile;

    /** Unpacking takes seconds, and is the same for all. */
    @BeforeEach
    void prepareHome() throws IOException {
        Path binaries = PostgresArchive.unpackIn(shared);
        home = Files.createTempDirectory(shared, "home");
        Files.createSymbolicLink(home.resolve(binaries.getFileName()), binaries);
        passwordFile = Files.writeString(home.resolve("password"), PASSWORD + "\n");
    }

    @Test
    void rowsSurviveARestart() throws Exception {
        try (EmbeddedDatabase database = start()) {
            remember(database, "kept");
        }
        try (EmbeddedDatabase database = start()) {
            assertThat(remembered(database)).containsExactly("kept");
        }
    }

    @Test
    void aRestartKeepsTheAddressUnlessSomebodyElseHasIt() throws Exception {
        String address;
        try (EmbeddedDatabase database = start()) {
            address = database.jdbcUrl();
        }
        try (EmbeddedDatabase database = start()) {
            assertThat(database.jdbcUrl()).isEqualTo(address);
        }
        int port = URI.create(address.substring("jdbc:".length())).getPort();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedDatabase database = start()) {
            assertThat(database.jdbcUrl()).isNotEqualTo(address);
        }
    }

    @Test
    void aCommitIsOnDiskBeforeItIsAnswered() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT current_setting('fsync')")).containsExactly("on");
            assertThat(query(database, "SELECT current_setting('synchronous_commit')"))
                    .containsExactly("on");
        }
    }

    @Test
    void onlyThisMachineWithThePasswordGetsIn() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT current_setting('listen_addresses')"))
                    .containsExactly("127.0.0.1");
            assertThat(query(database, "SELECT current_setting('unix_socket_directories')"))
                    .containsExactly("");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "a guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aClosedDatabaseLeavesNoProcess() throws Exception {
        EmbeddedDatabase database = start();
        remember(database, "anything");
        ProcessHandle postmaster = postmaster();

        database.close();

        await().until(() -> !postmaster.isAlive());
        assertThat(Postmaster.of(cluster())).isEmpty();
    }

    @Test
    void aServerThatOutlivedItsProcessIsReplaced() throws Exception {
        EmbeddedDatabase abandoned = start();
        remember(abandoned, "kept");
        ProcessHandle orphan = postmaster();

        try (EmbeddedDatabase database = start()) {
            await().until(() -> !orphan.isAlive());
            assertThat(remembered(database)).containsExactly("kept");
        }
    }

    @Test
    void aKilledServerRecoversWhatWasCommitted() throws Exception {
        EmbeddedDatabase abandoned = start();
        remember(abandoned, "kept");
        assertThat(postmaster().destroyForcibly()).isTrue();

        try (EmbeddedDatabase database = start()) {
            assertThat(remembered(database)).containsExactly("kept");
        }
    }

    @Test
    void theLastBackendOfAKilledServerIsWaitedFor() throws Exception {
        EmbeddedDatabase abandoned = start();
        Thread busy = Thread.ofVirtual().start(() -> keepABackendBusy(abandoned));
        await().until(() -> !query(
                        abandoned,
                        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%busy%' AND pid <> pg_backend_pid()")
                .isEmpty());
        assertThat(postmaster().destroyForcibly()).isTrue();

        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT 1")).containsExactly("1");
        }
        busy.join();
    }

    @Test
    void aProcessNumberThatIsSomeoneElsesNowIsNoObstacle() throws Exception {
        try (EmbeddedDatabase database = start()) {
            remember(database, "kept");
        }
        Process someoneElse = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(cluster().resolve("postmaster.pid"), someoneElse.pid() + "\n" + cluster() + "\n");
            try (EmbeddedDatabase database = start()) {
                assertThat(remembered(database)).containsExactly("kept");
            }
            assertThat(someoneElse.isAlive()).isTrue();
        } finally {
            someoneElse.destroyForcibly();
        }
    }

    @Test
    void aProcessNumberOfAnotherClustersServerStopsNobody() throws Exception {
        start().close();
        Path cluster = cluster();
        Path other = Files.createDirectory(home.resolve("other"));
        Path binaries = PostgresArchive.unpackIn(shared);
        Files.createSymbolicLink(other.resolve(binaries.getFileName()), binaries);
        try (EmbeddedDatabase neighbour = EmbeddedDatabase.start(other, passwordFile)) {
            Files.copy(other.resolve("postgres/postmaster.pid"), cluster.resolve("postmaster.pid"));
            try (EmbeddedDatabase database = start()) {
                assertThat(query(database, "SELECT 1")).containsExactly("1");
                assertThat(query(neighbour, "SELECT 2")).containsExactly("2");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no number\n", "99999999999999999999\n"})
    void aProcessFileWithoutANumberIsNoObstacle(String text) throws Exception {
        start().close();
        Files.writeString(cluster().resolve("postmaster.pid"), text);
        start().close();
    }

    @Test
    void aClusterLeftHalfMadeIsMadeAnew() throws Exception {
        Files.createDirectories(home.resolve("postgres.unfinished/base"));
        start().close();
        assertThat(home.resolve("postgres.unfinished")).doesNotExist();
    }

    @Test
    void aRefusalCarriesPostgresOwnWords() throws Exception {
        start().close();
        Files.writeString(cluster().resolve("PG_VERSION"), "7\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseStartException.class)
                .hasMessage("PostgreSQL did not start: database files are incompatible with server");
    }

    private EmbeddedDatabase start() throws IOException, InterruptedException {
        return EmbeddedDatabase.start(home, passwordFile);
    }

    private Path cluster() {
        return home.resolve("postgres");
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Postmaster.of(cluster()).orElseThrow().pid();
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Whether the orphaned backend still answers or is cut off is open, and of no interest. */
    private static void keepABackendBusy(EmbeddedDatabase database) {
        var _ = catchThrowable(() -> query(database, "SELECT count(*) /* busy */ FROM generate_series(1, 10000000)"));
    }

    private static void remember(EmbeddedDatabase database, String word) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS remembered (word text NOT NULL)");
            statement.execute("INSERT INTO remembered VALUES ('" + word + "')");
        }
    }

    private static List<String> remembered(EmbeddedDatabase database) throws SQLException {
        return query(database, "SELECT word FROM remembered");
    }

    private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), PASSWORD);
    }
}
