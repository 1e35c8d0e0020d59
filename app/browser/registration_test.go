package browser

import "testing"

func TestOffersAtOnce(t *testing.T) {
	tests := []struct {
		name  string
		state registration
		want  bool
	}{
		{"no service workers", registration{}, true},
		{"not registered yet", registration{supported: true}, false},
		{"refused", registration{supported: true, refused: true}, true},
		{"registered", registration{supported: true, done: true}, false},
		{"registered, but not ready", registration{supported: true, done: true, refused: true}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.state.offersAtOnce(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestIsOtherVersion(t *testing.T) {
	tests := []struct {
		name, worker string
		want         bool
	}{
		{"the page's", "1", false},
		{"another", "2", true},
		{"none", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := isOtherVersion(test.worker, "1"); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
