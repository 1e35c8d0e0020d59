# make run    builds the shop and serves it on http://localhost:8000
# make quick  runs, within a minute, what needs no browser and no build
# make test   runs every check and test there is
# make export writes the shop to dist/ as plain files, for BASE=https://user.example/shop/
# make build  leaves the browser program and the sized pictures in web/, and the server in bin/
# make fuzz   fuzzes every parser for FUZZTIME each, and the shop in the browsers with a
#             new seed, and names those that failed at the end
# make race   runs every test but those in a browser under the race detector
# make bench  prints a table of all figures: sizes, a slow phone, the server, Go; before it, a large export
# make lighthouse  lets Lighthouse judge the pages; needs Node 20 and npm
# make clean  removes what was built

GO ?= go
FUZZTIME ?= 30s
SMALL ?= true

.PHONY: build program server run export quick test format check race chromium shell engines hosts postgres load fuzz bench lighthouse clean

build: program server
	bin/carrito images
	bin/carrito compress

# nodynamic keeps the picture encoder to the copy within it, so that the pictures
# are the same bytes on every machine and the server needs no library.
server:
	$(GO) build -trimpath -tags nodynamic -o bin/carrito ./server

# The browser program, and the script of the Go release it is built with.
# SMALL=false builds it with go-app as it is, which no translator must touch.
program:
	$(GO) run ./server program -small=$(SMALL) -o web/app.wasm
	cp "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" web/wasm_exec.js

# Without pictures made smaller and files compressed beforehand, which take some
# minutes once: pages show the originals, and the server compresses meanwhile.
run: program server
	bin/carrito serve

# TWINS=false leaves out the compressed twins, for hosts that compress by
# themselves.
export: build
	bin/carrito export -o dist $(if $(BASE),-base $(BASE)) $(if $(TWINS),-twins=$(TWINS))

# quick runs all tests but the stories in browsers and the slow ones, TestImportArrows
# and TestImportMap among them. With -short tests at random try fewer seeds.
#
# SLOW are the tests that build a program, start processes again and again, or need
# much memory.
SLOW = ^(TestStripKeepsWhatTheRuntimeNeeds|TestSymbolsThatDiffer|TestProgramSize|TestProgramHasNoSentences|TestImportMemory|TestImagesMemory|TestKilled|TestImagesAfterAKill)$$

quick: format
	$(GO) vet ./...
	$(GO) test -short -skip '$(SLOW)' $$($(GO) list ./... | grep -v /server/e2e)

test: build check chromium shell engines hosts postgres
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
		*"fetching vulnerabilities"*|*"no such host"*|*"dial tcp"*) echo "govulncheck: the database of vulnerabilities cannot be reached; nothing is known of this day's" ;; \
		*) echo "$$said"; exit 1 ;; \
	esac

# The tests drive a real browser. Root on Debian gets it installed; anyone else
# is told what to install.
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

# The headless shell is Chromium without its desktop, for half the processor's time.
# Root on Debian gets it installed; anyone else is told, and tested without.
shell:
	@if [ -n "$$CHROMIUM" ] || command -v chromium-headless-shell >/dev/null 2>&1 || command -v chrome-headless-shell >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing Chromium's headless shell for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null && exit 0; \
	fi; \
	echo "the browser tests are quicker with the package chromium-headless-shell"

# The stories of shop, cart and order are told in Firefox and WebKit, too. Root on
# Debian gets both installed; anyone else is told, and tested without.
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
		echo "the stories are told in Chromium alone: install the packages$$wanted"; \
	fi

# The exported shop is proven on real static hosts. Root on Debian gets nginx
# installed; anyone else is told, and tested without.
hosts:
	@if command -v nginx >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing nginx for the exported shop"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx libnginx-mod-http-brotli-static >/dev/null; \
	else \
		echo "the exported shop is not proven under nginx: install the package nginx"; \
	fi

# Orders are proven on PostgreSQL too, in clusters that the tests make. Root on
# Debian gets it installed, without a cluster of its own; anyone else is told.
postgres:
	@if command -v postgres >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing PostgreSQL for the inbox"; \
		mkdir -p /etc/postgresql-common; \
		[ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null; \
	else \
		echo "the PostgreSQL half of the inbox is not run: install the package postgresql"; \
	fi

fuzz: program chromium shell engines
	@failed=; for target in $$(grep -rl '^func Fuzz' --include=*_test.go app server | xargs -n1 dirname | sort -u); do \
		for name in $$(grep -hoE '^func Fuzz[A-Za-z]+' $$target/*_test.go | cut -d' ' -f2); do \
			$(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x ./$$target || failed="$$failed $$target:$$name"; \
		done; \
	done; \
	CARRITO_SEED=new $(GO) test -count 1 -run 'Mutations' ./server/e2e || failed="$$failed server/e2e:Mutations"; \
	test -z "$$failed" || { echo "fuzzing found faults:$$failed"; exit 1; }

# Every test but those that drive a browser, watched for data races. The detector
# needs cgo and a C compiler; the builds do not.
race:
	CGO_ENABLED=1 $(GO) test -race -timeout 40m $$($(GO) list ./... | grep -v /e2e)

# The export of a large shop, and then one table of all figures beside what they
# are to reach, in about five minutes, and one of the orders, in as many. The
# machine should do nothing else.
bench: build chromium load postgres
	$(GO) test -run '^$$' -bench . -benchtime 1x ./server/export
	$(GO) test -run '^$$' -bench '^BenchmarkImport100000$$' -benchtime 1x -timeout 30m ./server/importer
	$(GO) test -run '^$$' -bench '^BenchmarkTable$$' -benchtime 1x -timeout 30m ./server/e2e
	$(GO) test -run '^$$' -bench '^BenchmarkTable$$' -benchtime 1x -timeout 30m ./server/inbox

# What the server is compared with under load. Without it the table says so.
load:
	@if command -v nginx >/dev/null 2>&1 && command -v wrk >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing nginx and wrk for the benchmarks"; \
		apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			nginx libnginx-mod-http-brotli-static wrk >/dev/null; \
	else \
		echo "make bench compares the server with nginx: install the packages nginx, libnginx-mod-http-brotli-static and wrk"; \
	fi

lighthouse: build chromium
	$(GO) test -run '^$$' -bench '^BenchmarkLighthouse$$' -benchtime 1x -timeout 30m ./server/e2e

clean:
	rm -rf bin dist web/app.wasm web/wasm_exec.js web/.cache web/sized
