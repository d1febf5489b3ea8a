# Build from the project's root: docker build --file deploy/scheduler.Dockerfile .

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# The cache outlives the layer: whatever changed in the sources, Maven downloads nothing twice. It is locked because
# two Mavens must not write it at once, and Compose builds the worker at the same time.
RUN --mount=type=cache,id=ordo-maven,sharing=locked,target=/maven-cache \
    mvn -B -ntp -Dmaven.repo.local=/maven-cache -pl scheduler -am -DskipTests package dependency:copy-dependencies

FROM eclipse-temurin:25-jre
# curl is for the health check; the image has neither curl nor wget.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ordo
WORKDIR /ordo
COPY --from=build /build/scheduler/target/lib lib
COPY --from=build /build/scheduler/target/classes classes
USER ordo
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--show-error", "--output", "/dev/null", "http://127.0.0.1:8000/manage/health/readiness"]
ENTRYPOINT ["java", \
    "-XX:MaxRAMPercentage=75", \
    "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", \
    "--sun-misc-unsafe-memory-access=allow", \
    "-cp", "classes:lib/*", \
    "io.ordo.scheduler.app.SchedulerApplication"]
