package faults_test

import (
	"errors"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// wasmFeatures are the WebAssembly features that Go's compiler uses, by their keys in
// browser-compat-data.
var wasmFeatures = map[string]api.CoreFeatures{
	"webassembly.sign-extension-operations":             api.CoreFeatureSignExtensionOps,
	"webassembly.non-trapping-float-to-int-conversions": api.CoreFeatureNonTrappingFloatToIntConversion,
	"webassembly.bulk-memory-operations":                api.CoreFeatureBulkMemoryOperations,
}

// TestWasmFeatures checks that the program uses exactly the features in wasmFeatures.
func TestWasmFeatures(t *testing.T) {
	t.Parallel()
	first, rest := browsertest.ReadProgram(t)
	compiles := func(features api.CoreFeatures) error {
		runtime := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfigInterpreter().WithCoreFeatures(features))
		defer runtime.Close(t.Context())
		_, firstErr := runtime.CompileModule(t.Context(), first)
		_, restErr := runtime.CompileModule(t.Context(), rest)
		return errors.Join(firstErr, restErr)
	}
	all := api.CoreFeaturesV1
	for _, feature := range wasmFeatures {
		all |= feature
	}
	if err := compiles(all); err != nil {
		t.Errorf("the program needs a feature that is not in wasmFeatures: %v", err)
	}
	for key, feature := range wasmFeatures {
		if compiles(all&^feature) == nil {
			t.Errorf("the program does not use %s: remove it from wasmFeatures", key)
		}
	}
}
