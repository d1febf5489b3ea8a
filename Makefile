# `make help` lists the targets. Written for GNU Make 3.81 (macOS) and newer, and any POSIX shell.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run scheduler demo-ranking test utest itest bench check format verify up down clean

MVN := bin/with-jdk mvn -B -ntp
JAVA := bin/with-jdk java --sun-misc-unsafe-memory-access=allow

# file=QueueTest function=aStaleLeaseSettlesNothing select tests; both are optional, function needs file.
hash := \#
selected = $(file)$(if $(function),$(hash)$(function))

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: standalone/target/build.stamp ## Start everything on this machine; ORDO_PORT, ORDO_API_KEY, ORDO_DATA_DIR change the defaults
	@exec $(JAVA) -jar standalone/target/ordo-standalone.jar

scheduler: standalone/target/build.stamp ## Start one more scheduler, on the database that ORDO_DATABASE_URL names
	@exec $(JAVA) -cp standalone/target/ordo-standalone.jar io.ordo.scheduler.app.SchedulerApplication

# Whether there is a key is asked first: the build takes longer than to say so.
demo-ranking: ## Flood a running Ordo under four rankers and show who waits how long; ORDO_URL, ORDO_API_KEY say which
	@[ -n "$$ORDO_API_KEY" ] || [ -r "$${ORDO_DATA_DIR:-data}/api-key" ] || \
	  { echo "No key: start an Ordo with 'make run', then 'ORDO_API_KEY=... make demo-ranking' with the key it prints." >&2; exit 2; }
	@echo "Building..."
	@rm -rf bench/target/lib && mkdir -p bench/target
	@$(MVN) package -q -Dmaven.test.skip=true -pl bench dependency:copy-dependencies \
	  >bench/target/build.log 2>&1 || { cat bench/target/build.log; exit 1; }
	@exec $(JAVA) -cp 'bench/target/classes:bench/target/lib/*' io.ordo.bench.demo.RankingDemo

# A removed file changes its directory's time, so directories count too.
sources := $(shell find pom.xml */pom.xml */src/main -name '.*' -prune -o -print)

standalone/target/build.stamp: $(sources)
	@echo "Building (the first time takes a minute or two)..."
	@mkdir -p $(@D)
	@$(MVN) package -q -Dmaven.test.skip=true -pl standalone -am >$(@D)/build.log 2>&1 || { cat $(@D)/build.log; exit 1; }
	@touch $@

test: ## Run all tests, unit and integration
	$(MVN) verify

# Every module but one has no test of that name, so Maven cannot be the one to miss it.
comma := ,
define known
@for class in $(subst $(comma), ,$(file)); do \
  found=$$(find */src/test -name "$$class.java"); \
  [ -n "$$found" ] || { echo "There is no test class $$class: file= takes a name such as LeasesIT." >&2; exit 2; }; \
  [ -z "$(function)" ] || grep -q -w -e "$(subst *,.*,$(function))" $$found || \
    { echo "There is no test $(function) in $$class." >&2; exit 2; }; \
done
endef

utest: ## Run the unit tests; file=... function=... select
	$(if $(file),$(known))
	$(MVN) test $(if $(file),-Dtest='$(selected)' -Dsurefire.failIfNoSpecifiedTests=false)

# Surefire cannot be skipped alone: a name that no unit test has does it.
itest: ## Run the integration tests; file=... function=... select
	$(if $(file),$(known))
	$(MVN) verify -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
	  $(if $(file),-Dit.test='$(selected)' -Dfailsafe.failIfNoSpecifiedTests=false)

# The same old file of a library beside its new one would be on the class path, too.
bench: ## Measure speed beside peers and the database's limit, about 30 minutes; only=pop,push rounds=3 quick=true select
	@echo "Building..."
	@rm -rf scheduler/target/lib bench/target/lib && mkdir -p bench/target
	@$(MVN) package -q -Dmaven.test.skip=true -pl scheduler,bench -am dependency:copy-dependencies \
	  >bench/target/build.log 2>&1 || { cat bench/target/build.log; exit 1; }
	@exec $(JAVA) --enable-native-access=ALL-UNNAMED -Xmx2g -cp 'bench/target/classes:bench/target/lib/*' \
	  io.ordo.bench.Bench 'only=$(only)' 'rounds=$(rounds)' 'quick=$(quick)' 'directory=$(directory)' 'options=$(options)'

check: ## Check format and compile with all warnings of Error Prone; changes nothing
	$(MVN) spotless:check test-compile

format: ## Format the sources
	$(MVN) spotless:apply

verify: check test ## Do what CI does

up: ## Start PostgreSQL, scheduler and worker in containers; needs .env, see .env-dist
	docker compose up --build --detach --wait

# Stopping needs no key, but Compose reads the whole file first.
down: ## Stop the containers; their data stays
	ORDO_API_KEY="$${ORDO_API_KEY:-not needed to stop}" docker compose down

clean: ## Remove what builds made; the data directory stays
	rm -rf target */target
