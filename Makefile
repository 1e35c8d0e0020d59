# make run    builds the shop and serves it on http://localhost:8000
# make quick  runs what needs no browser and no build
# make test   runs all checks and tests
# make export writes the shop to dist/ as static files, for BASE=https://user.example/shop/
# make build  writes the browser program and smaller pictures to web/, and the server to bin/
# make release  writes the archives for Linux, macOS and Windows to release/
# make fuzz   fuzzes each parser for FUZZTIME, and pages in the browsers with a new seed;
#             at the end it lists the failures
# make profile  notes which functions the browser program calls when it starts
# make race   runs the tests without a browser under the race detector
# make bench  runs the benchmarks and prints tables of all figures; bench-large those of
#             100,000 products; both need Node 20 and npm
# make lighthouse  audits the pages with Lighthouse; needs Node 20 and npm
# make clean  removes what was built

GO ?= go
FUZZTIME ?= 30s
SMALL ?= true
SPLIT ?= true

.PHONY: build program server run export quick test format check race chromium shell engines hosts postgres systemd release load fuzz bench bench-large profile lighthouse clean

build: program
	bin/carrito images
	bin/carrito compress

# The tag nodynamic makes the picture encoder use its own copy of the library, so
# that pictures are the same on every machine and the server needs no library.
server:
	$(GO) build -tags nodynamic -o bin/carrito ./server

# The browser program, and the script that runs it.
# SMALL=false builds it with unmodified go-app, whose pages break if a translator
# changes them. SPLIT=false builds one module instead of two.
program: server
	bin/carrito program -small=$(SMALL) -split=$(SPLIT) -o web/app.wasm

# run skips the smaller pictures and the compressed files, which take a few
# minutes to make: pages show the originals, and the server compresses as it runs. The
# providers of payments pretend: nobody pays anything.
run: program
	bin/carrito serve -pay-sandbox

# PRECOMPRESS=false leaves out the precompressed files, for hosts that compress files
# themselves.
export: build
	bin/carrito export -o dist $(if $(BASE),-base $(BASE)) $(if $(PRECOMPRESS),-precompress=$(PRECOMPRESS))

# Each archive has one program with the demo shop and the browser program in it.
release: program
	bin/carrito release -o release

# quick runs all tests except those in browsers and the slow ones. With -short,
# randomized tests try fewer seeds.
#
# SLOW matches the tests that build a program or need one, start many processes, or need
# much memory.
SLOW = ^(TestStripKeepsWhatTheRuntimeNeeds|TestSymbolsThatDiffer|TestNewerRelease|TestNotSplit|TestSplitIsValid|TestSplitRefuses|TestDoors|TestUseListFits|TestStartListFits|TestPlainBuild|TestProgramIsTheSameEverywhere|TestRelease|TestReleaseFormats|TestKilledBackupAndRestore|TestProgramSize|TestProgramHasNoSentences|TestImportMemory|TestImagesMemory|TestKilled|TestImagesAfterAKill)$$

quick: format
	$(GO) vet ./...
	$(GO) test -short -skip '$(SLOW)' $$($(GO) list ./... | grep -v /server/e2e)

test: build check chromium shell engines hosts postgres systemd
	$(GO) test $(TESTFLAGS) -timeout 40m ./...

format:
	@unformatted=$$(gofmt -l app server); test -z "$$unformatted" || { echo "not gofmt-ed: $$unformatted"; exit 1; }

check: format
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet ./app/...
	$(GO) tool staticcheck ./...
	staticcheck=$$($(GO) tool -n staticcheck) && GOOS=js GOARCH=wasm $$staticcheck ./app/...
	GO=$(GO) .ci/dead
	@said=$$($(GO) tool govulncheck ./... 2>&1) || case "$$said" in \
		*"fetching vulnerabilities"*|*"no such host"*|*"dial tcp"*) echo "govulncheck: cannot reach the vulnerability database; new vulnerabilities are unknown" ;; \
		*) echo "$$said"; exit 1 ;; \
	esac

# The tests need Chromium. As root on Debian, make installs it; otherwise it says
# what to install and fails.
chromium:
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable; do \
		if [ -n "$$name" ] && command -v "$$name" >/dev/null 2>&1; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing Chromium for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
		echo "make test needs Chromium: install the package chromium, or set CHROMIUM to the path of one"; exit 1; \
	fi

# The headless shell is Chromium without its desktop. It needs half the processor
# time. As root on Debian, make installs it; otherwise the tests run without it.
shell:
	@if [ -n "$$CHROMIUM" ] || command -v chromium-headless-shell >/dev/null 2>&1 || command -v chrome-headless-shell >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing Chromium's headless shell for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null && exit 0; \
	fi; \
	echo "the browser tests are faster with the package chromium-headless-shell"

# Most stories of shoppers run in Firefox and WebKit too. As root on
# Debian, make installs both; otherwise the tests run without them.
engines:
	@wanted=; \
	command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || wanted="$$wanted firefox-esr"; \
	command -v WebKitWebDriver >/dev/null 2>&1 && ls /usr/lib/*/webkit2gtk-4.*/MiniBrowser >/dev/null 2>&1 || wanted="$$wanted webkit2gtk-driver"; \
	command -v Xvfb >/dev/null 2>&1 || wanted="$$wanted xvfb"; \
	if [ -z "$$wanted" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing$$wanted for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$wanted >/dev/null; \
	else \
		echo "the browser tests run in Chromium only: for the other engines install the packages$$wanted"; \
	fi

# The exported shop is tested on nginx. As root on Debian, make installs it;
# otherwise the tests run without it.
hosts:
	@if command -v nginx >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing nginx for the exported shop"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx libnginx-mod-http-brotli-static >/dev/null; \
	else \
		echo "the exported shop is not tested on nginx: install the package nginx"; \
	fi

# Orders are tested on PostgreSQL too, in clusters that the tests create. As root on
# Debian, make installs it without a default cluster; otherwise it says what to
# install.
postgres:
	@if command -v postgres >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing PostgreSQL for the inbox"; \
		mkdir -p /etc/postgresql-common; \
		[ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null; \
	else \
		echo "the inbox is not tested on PostgreSQL: install the package postgresql"; \
	fi

# The unit of the service is checked with systemd-analyze. As root on Debian, make
# installs it; otherwise it says what to install.
systemd:
	@if command -v systemd-analyze >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing systemd for the unit of the service"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends systemd >/dev/null; \
	else \
		echo "the unit of the service is not checked: install the package systemd"; \
	fi

fuzz: program chromium shell engines
	@failed=; for target in $$(grep -rl '^func Fuzz' --include=*_test.go app server | xargs -n1 dirname | sort -u); do \
		for name in $$(grep -hoE '^func Fuzz[A-Za-z]+' $$target/*_test.go | cut -d' ' -f2); do \
			$(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x ./$$target || failed="$$failed $$target:$$name"; \
		done; \
	done; \
	CARRITO_SEED=new $(GO) test -count 1 -run 'Mutations' ./server/e2e/faults || failed="$$failed server/e2e/faults:Mutations"; \
	test -z "$$failed" || { echo "fuzzing found faults:$$failed"; exit 1; }

# The race detector needs cgo and a C compiler; the builds do not.
race:
	CGO_ENABLED=1 $(GO) test -race -timeout 40m $$($(GO) list ./... | grep -v /e2e)

# bench exports and imports large shops. Then it prints a table of all figures with
# their targets, and one for the orders; each takes about five minutes. The machine
# should do nothing else.
bench: build chromium load postgres
	$(GO) test -run '^$$' -bench '^BenchmarkExport10000$$' -benchtime 1x ./server/export
	$(GO) test -run '^$$' -bench '^BenchmarkImport25000$$' -benchtime 1x -timeout 30m ./server/importer
	$(GO) test -run '^$$' -bench '^Benchmark(Table|Split)$$' -benchtime 1x -timeout 30m ./server/e2e/bench
	$(GO) test -run '^$$' -bench '^BenchmarkTable$$' -benchtime 1x -timeout 30m ./server/inbox
	$(GO) test -run '^$$' -bench '^Benchmark(Large|Search)$$' -benchtime 1x -timeout 60m ./server/e2e/bench

# bench-large does the same with 100,000 products, in about two hours and 40 GB of disk.
bench-large: build chromium
	$(GO) test -run '^$$' -bench '^Benchmark(Large|Search)100000$$' -benchtime 1x -timeout 120m ./server/e2e/bench
	$(GO) test -run '^$$' -bench '^BenchmarkExport100000$$' -benchtime 1x -timeout 120m ./server/export

# nginx, with which bench compares the server, and the load generator. Without them
# the table says so.
load:
	@if command -v nginx >/dev/null 2>&1 && command -v wrk >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing nginx and wrk for the benchmarks"; \
		apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			nginx libnginx-mod-http-brotli-static wrk >/dev/null; \
	else \
		echo "make bench compares the server with nginx: install the packages nginx, libnginx-mod-http-brotli-static and wrk"; \
	fi

# profile writes server/program/start.txt and use.txt. Tests say when they are stale.
profile: build chromium
	$(GO) test -run '^$$' -bench '^BenchmarkProfile$$' -benchtime 1x ./server/e2e/bench

lighthouse: build chromium
	$(GO) test -run '^$$' -bench '^BenchmarkLighthouse$$' -benchtime 1x -timeout 30m ./server/e2e/bench

clean:
	rm -rf bin dist release web/app.wasm web/rest.wasm web/wasm_exec.js web/.cache web/sized
