package asset

import "testing"

func TestBest(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  string // if all codings are available
		less  string // if only zstd and gzip are available, as before Brotli is ready
	}{
		{"absent", nil, "identity", "identity"},
		{"empty", []string{""}, "identity", "identity"},
		{"a browser", []string{"gzip, deflate, br, zstd"}, "br", "zstd"},
		{"an older browser", []string{"gzip, deflate, br"}, "br", "gzip"},
		{"an old one", []string{"gzip, deflate"}, "gzip", "gzip"},
		{"x-gzip", []string{"x-gzip"}, "gzip", "gzip"},
		{"capitals", []string{"GZip;Q=1"}, "gzip", "gzip"},
		{"two lines", []string{"gzip;q=0.5", "br"}, "br", "gzip"},
		{"zstd liked better", []string{"br;q=0.5, zstd;q=0.9, gzip;q=0.1"}, "zstd", "zstd"},
		{"a thousandth better", []string{"br;q=0.998,gzip;q=0.999"}, "gzip", "gzip"},
		{"br refused", []string{"br;q=0, gzip"}, "gzip", "gzip"},
		{"all refused one by one", []string{"br;q=0, zstd;q=0.0, gzip;q=0.000"}, "identity", "identity"},
		{"any", []string{"*"}, "br", "zstd"},
		{"any but br", []string{"br;q=0, *"}, "zstd", "zstd"},
		{"none but gzip", []string{"gzip, *;q=0"}, "gzip", "gzip"},
		{"nothing at all", []string{"*;q=0"}, "identity", "identity"},
		{"identity", []string{"identity"}, "identity", "identity"},
		{"identity liked better", []string{"identity, gzip;q=0.5"}, "identity", "identity"},
		{"identity as good", []string{"identity, gzip"}, "gzip", "gzip"},
		{"identity refused", []string{"identity;q=0, gzip"}, "gzip", "gzip"},
		{"unknown", []string{"deflate, compress, sdch"}, "identity", "identity"},
		{"garbage", []string{";;,, =, q=1, gz ip, \x00"}, "identity", "identity"},
		{"garbage beside gzip", []string{";q=1,,gzip ; q = 0.5 ,;"}, "gzip", "gzip"},
		{"broken qualities", []string{"br;q=x, zstd;q=2, gzip;q=-1"}, "identity", "identity"},
		{"no number", []string{"br;q=NaN, zstd;q=Inf, gzip;q="}, "identity", "identity"},
		{"other parameter", []string{"br;level=11, gzip"}, "gzip", "gzip"},
		{"a longer name", []string{"brotli, gzipped, zstandard"}, "identity", "identity"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseAccept(test.lines)
			if got := codingNames[a.best(func(coding) bool { return true })]; got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if got := codingNames[a.best(func(c coding) bool { return c != brotliCoding })]; got != test.less {
				t.Errorf("without Brotli: got %s, want %s", got, test.less)
			}
		})
	}
}

func FuzzParseAccept(f *testing.F) {
	f.Add("gzip, deflate, br;q=0.5, *;q=0")
	f.Add(";,=q=,*;q=1e-9")
	f.Fuzz(func(t *testing.T, line string) {
		for c, q := range parseAccept([]string{line}) {
			if !(q >= 0 && q <= 1) {
				t.Errorf("%s: got %v, want 0 to 1", codingNames[c], q)
			}
		}
	})
}
