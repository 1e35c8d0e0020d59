package strict_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"carrito/server/strict"
)

func TestFaultyFile(t *testing.T) {
	gorra := product(`{}`)
	tests := []struct {
		name      string
		text      string
		wantParts string
	}{
		{"empty", "", "empty"},
		{"only spaces", " \r\n\t ", "empty"},
		{"only a byte order mark", "\ufeff", "empty"},
		{"not UTF-8", "[" + strings.Replace(gorra, "Gorra", "Gorr\xe1", 1) + "]", "UTF-8"},
		{"UTF-16", "[\x00]\x00\xff", "UTF-8"},
		{"an object", gorra, "not a list"},
		{"null", "null", "not a list"},
		{"text", `"productos"`, "not a list"},
		{"a number", "7", "not a list"},
		{"cut off in a product", "[" + gorra[:len(gorra)/2], "cut off"},
		{"cut off between products", "[" + gorra + ",", "cut off"},
		{"cut off before the end", "[" + gorra, "cut off"},
		{"no JSON", "<!doctype html>", "line 1"},
		{"a comma too many", "[\n" + gorra + ",\n]", "line 3"},
		{"a comma missing", "[\n" + gorra + "\n\n" + gorra + "]", "line 4"},
		{"trailing garbage", "[" + gorra + "]\n\n,", "line 3"},
		{"a second list", "[" + gorra + "]\n[]", "line 2"},
		{"a quote in the middle", "[\n{\"name\": \"Polo \"M\"\"}]", "line 2"},
		// The quote is missing in the line of the name, not in the next one.
		{"a quote missing", "[\n{\"id\": 1,\n\"name\": \"Polo,\n\"price\": \"1\"}]", "line 3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			faults := faultsOf(t, tt.text, strict.Rules{Digits: 2})
			if len(faults) != 1 || faults[0].Product != "" || faults[0].Field != "" {
				t.Fatalf("got %+v, want one fault of the file", faults)
			}
			if got := faults.Error(); !strings.Contains(got, tt.wantParts) {
				t.Errorf("got %q, want it to contain %s", got, tt.wantParts)
			}
		})
	}
}

func TestFaultyImages(t *testing.T) {
	errMissing := errors.New("no such file")
	rules := strict.Rules{Digits: 2, ImageSize: func(src string) (int, int, error) {
		if src != "/web/images/gorra.jpg" {
			return 0, 0, errMissing
		}
		return 1200, 1500, nil
	}}
	tests := []struct {
		name      string
		image     string
		wantField string
		wantParts []string
	}{
		{"missing", `{"src":"/web/images/polo.jpg","width":1200,"height":1500}`,
			"images[1].src", []string{`"/web/images/polo.jpg"`, "no such file"}},
		{"wrong width", `{"src":"/web/images/gorra.jpg","width":1000,"height":1500}`,
			"images[1]", []string{"1200 × 1500", "1000 × 1500"}},
		{"wrong height", `{"src":"/web/images/gorra.jpg","width":1200,"height":1}`, "images[1]", []string{"1200 × 1500", "1200 × 1"}},
		{"no size", `{"src":"/web/images/gorra.jpg"}`, "images[1]", []string{"1200 × 1500", "0 × 0"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := product(fmt.Sprintf(
				`{"images":[{"src":"/web/images/gorra.jpg","width":1200,"height":1500},%s]}`, tt.image))
			faults := faultsOf(t, "["+text+"]", rules)
			if len(faults) != 1 {
				t.Fatalf("got %d faults, want 1:\n%v", len(faults), faults)
			}
			checkFault(t, faults[0], tt.wantField, tt.wantParts)
			// Without ImageSize, as in the browser, it is not a fault.
			read(t, text)
		})
	}
	t.Run("remote images are not looked for", func(t *testing.T) {
		text := "[" + product(`{"images":[{"src":"https://cdn.example/a.jpg?v=1&w=2","width":3,"height":4}]}`) + "]"
		if _, err := strict.Products(strings.NewReader(text), rules); err != nil {
			t.Errorf("got %v, want no error", err)
		}
	})
}

func TestTakenTwice(t *testing.T) {
	tests := []struct {
		name         string
		second       string
		wantProduct  string
		wantField    string
		wantEarliest string
	}{
		{"id", `{"slug":"polo"}`, `1 "polo"`, "id", "place 1"},
		{"slug", `{"id":2}`, `2 "gorra"`, "slug", "place 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			faults := faultsOf(t, "["+product(`{}`)+","+product(tt.second)+"]", strict.Rules{Digits: 2})
			if len(faults) != 1 || faults[0].Product != tt.wantProduct || faults[0].Field != tt.wantField {
				t.Fatalf("got %+v, want one of %s in product %s", faults, tt.wantField, tt.wantProduct)
			}
			if got := faults[0].Error(); !strings.Contains(got, tt.wantEarliest) {
				t.Errorf("got %q, want it to contain %s", got, tt.wantEarliest)
			}
		})
	}
}

func TestFaultsError(t *testing.T) {
	faults := strict.Faults{{Problem: "the file is empty"}, {Product: `7 "polo"`, Field: "price", Problem: "is missing"},
		{Product: "at place 3", Problem: "is not an object"}}
	want := "the file is empty\nproduct 7 \"polo\": price is missing\nproduct at place 3: is not an object"
	if got := faults.Error(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
