# entente: every target works from a fresh clone. `make demo` and `make test` are the two to begin with.
SHELL := /bin/bash
GO ?= go
GOLD ?= ../shared/gold
BIN := bin/entente
DB := build/demo/entente.db
FUZZTIME ?= 20s

.PHONY: load endure ratios curve bench-backfill backfill test-backfill test-flink postgres train-syntax release readers build demo test check bench eval race fuzz setup clean help islands browser

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t12

setup: ## says what is here and fetches the Go modules
	@command -v $(GO) >/dev/null || { echo "setup: Go is missing; install Go 1.26 or newer from your system's packages or https://go.dev/dl"; exit 1; }
	@echo "setup: Go modules from go.sum (nothing else is installed)"
	@$(GO) mod download
	@command -v python3 >/dev/null || echo "setup: no python3: the scorer of the gold texts is skipped by make eval"

browser: ## what make test needs to look at the pages in a browser, where it may be installed
	@if [ web/node_modules/.package-lock.json -nt web/package-lock.json ]; then :; elif command -v npm >/dev/null; then npm ci --prefix web --no-audit --no-fund --loglevel=error >/dev/null || echo "setup: npm ci failed in web/: the pages are not looked at in a browser"; else echo "setup: no npm: the pages are not looked at in a browser by make test (apt-get install npm)"; fi
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get install -y -qq chromium >/dev/null 2>&1; } || echo "setup: no chromium: the pages are not looked at in a browser by make test (apt-get install chromium)"

postgres: ## what make test needs to try the store on PostgreSQL, where it may be installed
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get install -y -qq postgresql >/dev/null 2>&1; } || echo "setup: no PostgreSQL server: the store on PostgreSQL is not tested by make test (apt-get install postgresql)"

readers: ## what make test needs to read what is written with the programs of others, where they may be installed
	@command -v xmllint >/dev/null && command -v pdftoppm >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && timeout 300 apt-get install -y -qq --no-install-recommends libxml2-utils poppler-utils >/dev/null 2>&1; } || echo "setup: no xmllint or no pdftoppm: feeds, graphs and pages are not read back by make test (apt-get install libxml2-utils poppler-utils)"
	@ls /usr/lib*/libreoffice/program/libsclo.so /usr/lib*/libreoffice/program/libswlo.so >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && timeout 300 apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui >/dev/null 2>&1; } || echo "setup: no LibreOffice with Writer and Calc: DOCX and XLSX are not opened by make test (apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)"
	@command -v Rscript >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && timeout 300 apt-get install -y -qq --no-install-recommends r-base-core >/dev/null 2>&1; } || echo "setup: no R: the example for R is not run by make test (apt-get install r-base-core)"
	@if [ build/readers/installed -nt internal/export/testdata/readers.txt ]; then :; elif command -v python3 >/dev/null && python3 -m venv build/readers >/dev/null 2>&1 && timeout 300 build/readers/bin/python3 -m pip install -q --timeout 20 --retries 1 --disable-pip-version-check -r internal/export/testdata/readers.txt >/dev/null 2>&1; then touch build/readers/installed; else echo "setup: no libraries of Python: Parquet, BibTeX, RIS and others are not read back by them in make test (internal/export/testdata/readers.txt)"; fi

build: setup ## bin/entente
	@mkdir -p bin
	$(GO) build -trimpath -o $(BIN) ./cmd/entente

demo: build ## reads examples/silk-road and prints the dossier of Kazakhstan and China
	@rm -rf build/demo && mkdir -p build/demo
	$(BIN) read --db $(DB) examples/silk-road
	$(BIN) dossier KAZ CHN --db $(DB) | tee build/demo/KAZ-CHN.md
	@echo; echo "demo: the store is $(DB), the dossier build/demo/KAZ-CHN.md; try: $(BIN) events --db $(DB) --dyad KAZ,CHN"

test: setup browser postgres readers ## the whole round, as CI runs it
	$(GO) vet ./...
	$(GO) test -count=1 -timeout 15m ./...
	@if (cd backfill && $(GO) list -mod=mod -deps ./... >/dev/null 2>&1); then $(MAKE) --no-print-directory test-backfill; else echo "setup: the modules that backfill/ names cannot be had: it is not tested"; fi

check: ## the quick round: formatting, vet, tests in short mode
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$unformatted" ] || { echo "gofmt would change:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) test -short ./...

islands: ## builds the scripts of the pages from web/ into internal/web/static/built
	npm ci --prefix web --no-audit --no-fund
	npm run --prefix web build

bench: ## rates and ratios, one benchmark after the other, the ratios once more at the end: half an hour
	@mkdir -p build
	ENTENTE_GOLD=$(abspath $(wildcard $(GOLD))) $(GO) test -run '^$$' -bench . -benchmem -timeout 60m -p 1 ./... 2>&1 | tee build/bench.txt
	-$(MAKE) bench-backfill 2>&1 | tee -a build/bench.txt
	@echo; grep -h '^ratio: ' build/bench.txt

ratios: ## only the ratios of bench: ten minutes
	@mkdir -p build
	ENTENTE_GOLD=$(abspath $(wildcard $(GOLD))) $(GO) test -run '^$$' -bench 'BenchmarkRatios|BenchmarkCurve|BenchmarkPages' -benchtime 1x -timeout 60m -p 1 ./cmd/entente ./internal/eval/... 2>&1 | tee build/bench.txt
	-$(MAKE) bench-backfill 2>&1 | tee -a build/bench.txt
	@echo; grep -h '^ratio: ' build/bench.txt

curve: ## what a document costs, from 10² to 10⁵ documents, with the exponent: half an hour
	ENTENTE_CURVE=100000 $(GO) test -run '^$$' -bench BenchmarkCurve -benchtime 1x -timeout 120m ./cmd/entente

load: build ## asks the desk over 100,000 made-up texts 200 times a second for FOR=10m; the store, build/load.db, takes an hour to make
	@[ -f build/load.db ] || { $(GO) run ./internal/web/load -make 100000 -db build/load.db.part && mv build/load.db.part build/load.db; }
	@$(BIN) serve --db build/load.db --listen 127.0.0.1:8099 --quiet >/dev/null 2>&1 & pid=$$!; trap "kill $$pid" EXIT; \
	  for i in $$(seq 100); do (exec 3<>/dev/tcp/127.0.0.1/8099) 2>/dev/null && break; sleep .3; done; \
	  $(GO) run ./internal/web/load -url http://127.0.0.1:8099 -rate 200 -for $(or $(FOR),10m)

bench-backfill: backfill ## what Beam costs beside one process: on Prism, and on Flink where it can be had
	cd backfill && ENTENTE_GOLD=$(abspath $(wildcard $(GOLD))) $(GO) test -mod=mod -run '^$$' -bench BenchmarkPrism -benchtime 1x -timeout 60m .
	cd backfill && ENTENTE_GOLD=$(abspath $(wildcard $(GOLD))) ENTENTE_CLUSTER=flink ENTENTE_BACKFILL=$(abspath bin/entente-backfill) $(GO) test -mod=mod -run '^$$' -bench BenchmarkFlink -benchtime 1x -timeout 60m .

eval: build ## scores on the gold data into eval/scores.txt
	$(BIN) eval --gold $(GOLD) --out eval/scores.txt

race: ## the tests under the race detector
	$(GO) test -race -short -timeout 30m ./...

fuzz: ## every fuzz test for FUZZTIME
	@$(GO) list -f '{{.Dir}}' ./... | while read -r dir; do \
	  grep -hoE '^func Fuzz[A-Za-z0-9_]+' "$$dir"/*_test.go 2>/dev/null | sed 's/func //' | while read -r name; do \
	    echo "fuzz: $$dir $$name"; (cd "$$dir" && $(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME) .) || exit 1; done || exit 1; done

train-syntax: ## fits the embedded tagger and parser again from GOLD: about eighty minutes on two cores
	@mkdir -p build/train
	$(GO) run ./cmd/entente-train syntax --train $(GOLD)/ud/train.conllu.gz --dev $(GOLD)/ud/dev.conllu.gz --texts $(GOLD)/unga/unga-1946-2020.jsonl.gz \
	  --pretrain --words 30000000 --every 1 --dim 224 --layers 6 --batch 3000 --epochs 1 --lr 0.0025 --save build/train/pretrained
	$(GO) run ./cmd/entente-train syntax --train $(GOLD)/ud/train.conllu.gz --dev $(GOLD)/ud/dev.conllu.gz --texts $(GOLD)/unga/unga-1946-2020.jsonl.gz \
	  --words 3000000 --every 8 --dim 224 --layers 6 --arc 128 --load build/train/pretrained --batch 1200 --epochs 64 --lr 0.002 \
	  --average 0.998 --embed-drop 0.22 --layer-drop 0.2 --head-drop 0.25 --headlines 8 --swaps 4 --out internal/syntax/syntax.model

backfill: ## bin/entente-backfill, a module of its own with Apache Beam
	@mkdir -p bin
	cd backfill && $(GO) build -mod=mod -trimpath -o ../bin/entente-backfill ./cmd/entente-backfill

test-backfill: ## tests of the module backfill, on Beam's Prism in one process; the last part of make test
	cd backfill && $(GO) vet -mod=mod ./... && $(GO) test -mod=mod -count=1 -timeout 30m ./...

test-flink: backfill ## backfill on job servers in processes of their own: Prism, then Flink with two task managers, which it fetches; a quarter of an hour
	cd backfill && ENTENTE_GOLD=$(abspath $(wildcard $(GOLD))) ENTENTE_CLUSTER=prism ENTENTE_BACKFILL=$(abspath bin/entente-backfill) $(GO) test -mod=mod -count=1 -v -timeout 30m -run '$(CLUSTER_TESTS)' .
	cd backfill && ENTENTE_GOLD=$(abspath $(wildcard $(GOLD))) ENTENTE_CLUSTER=flink ENTENTE_BACKFILL=$(abspath bin/entente-backfill) $(GO) test -mod=mod -count=1 -v -timeout 30m -run '$(CLUSTER_TESTS)' .

CLUSTER_TESTS := ^(TestFlinkCluster|TestPortable|TestIdentity|TestPool|TestWorkerKilled|TestServerLost)$$

endure: ## an hour of watching 500 feeds that misbehave
	ENTENTE_WATCH_TIME=1h $(GO) test -count=1 -v -timeout 90m -run TestEndures/sqlite ./internal/watch

RELEASES ?= linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

release: setup ## build/release: one file for each system, with checksums; the same bytes from the same source
	@rm -rf build/release && mkdir -p build/release
	@for target in $(RELEASES); do \
	  os=$${target%/*} arch=$${target#*/}; file=build/release/entente-$$os-$$arch; [ $$os = windows ] && file=$$file.exe; \
	  echo "release: $$file"; CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -buildvcs=false -ldflags='-s -w -buildid=' -o $$file ./cmd/entente || exit 1; done
	@cd build/release && sha256sum entente-* > SHA256SUMS && cat SHA256SUMS

clean: ## removes what was built
	rm -rf bin build
