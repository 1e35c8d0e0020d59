module carrito

go 1.26.0

require (
	github.com/bojanz/currency v1.4.2
	github.com/google/uuid v1.6.0
	github.com/maxence-charriere/go-app/v10 v10.1.11
	golang.org/x/image v0.47.0
	golang.org/x/net v0.62.0
)

require github.com/cockroachdb/apd/v3 v3.2.1 // indirect
