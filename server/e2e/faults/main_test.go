// Package faults_test has the stories of what goes wrong: storage, scripts or the program
// fail, other scripts change the page, memory leaks, or the browser is old.
package faults_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
