# Build from the project's root: docker build --file deploy/worker.Dockerfile .

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# Shared with the scheduler's build, see there.
RUN --mount=type=cache,id=ordo-maven,sharing=locked,target=/maven-cache \
    mvn -B -ntp -Dmaven.repo.local=/maven-cache -pl worker -am -DskipTests package dependency:copy-dependencies

FROM eclipse-temurin:25-jre
# python3 executes Python tasks; util-linux holds setsid and setpriv, which end what a task starts.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl python3 util-linux \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ordo
WORKDIR /ordo
COPY --from=build /build/worker/target/lib lib
COPY --from=build /build/worker/target/classes classes
# The logs that log tasks append to.
RUN install --directory --owner ordo logs
USER ordo
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--show-error", "--output", "/dev/null", "http://127.0.0.1:8001/health"]
ENTRYPOINT ["java", \
    "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", \
    "--sun-misc-unsafe-memory-access=allow", \
    "-cp", "classes:lib/*", \
    "io.ordo.worker.WorkerApplication"]
