// Replaces go-app's state.go. The shop keeps nothing in go-app's states: packages session
// and shopper have what pages share.

package app

// State stands for a state.
type State struct{}

// Observer stands for an observer of a state.
type Observer struct{}

type stateManager struct{}

const noStates = "go-app's states are not in this build"

func (*stateManager) Observe(Context, string, any) Observer { panic(noStates) }
func (*stateManager) Get(Context, string, any)              { panic(noStates) }
func (*stateManager) Set(Context, string, any) State        { panic(noStates) }
func (*stateManager) Delete(Context, string)                { panic(noStates) }

func (*stateManager) Cleanup()                              {}
func (*stateManager) CleanupExpiredPersistedStates(Context) {}
