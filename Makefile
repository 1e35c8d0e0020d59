# make run    builds the shop and serves it on http://localhost:8000
# make test   runs every check and test there is
# make build  leaves the browser program in web/ and the server in bin/

GO ?= go
PROGRAM = web/app.wasm web/wasm_exec.js

.PHONY: build run test clean

build: program
	$(GO) build -trimpath -o bin/carrito ./server

program:
	GOOS=js GOARCH=wasm $(GO) build -trimpath -ldflags="-s -w" -o web/app.wasm ./app
	cp "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" web/wasm_exec.js

run: build
	bin/carrito serve
