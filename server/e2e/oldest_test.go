package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"carrito/server/asset"
)

// compatVersion is the release of MDN's browser-compat-data, which records the version
// in which each browser got each feature.
const compatVersion = "8.1.9"

// without are the features that the oldest browsers lack, by their keys in
// browser-compat-data. The values say how the shop works without them.
var without = map[string]string{
	"api.Document.resume_event":                          "a page that was frozen asks the other tabs once it is seen",
	"api.NavigationPreloadManager.enable":                "a page is asked for once the worker runs",
	"api.Navigator.share":                                "no button hands the cart's link on; it can be copied",
	"api.ServiceWorkerRegistration.navigationPreload":    "a page is asked for once the worker runs",
	"api.ServiceWorkerRegistration.sync":                 "an order that waits goes out while the shop is open",
	"api.SyncEvent.tag":                                  "an order that waits goes out while the shop is open",
	"api.Window.print":                                   "an order is not printed",
	"css.at-rules.media.forced-colors":                   "no colours are forced there",
	"css.at-rules.media.scripting":                       "without JavaScript, how to order comes four seconds late",
	"css.properties.accent-color":                        "radio buttons have the browser's colour",
	"css.properties.cursor.not-allowed":                  "a phone has no pointer",
	"css.properties.cursor.pointer":                      "a phone has no pointer",
	"css.properties.forced-color-adjust":                 "the browser may colour a QR code",
	"css.properties.forced-color-adjust.none":            "the browser may colour a QR code",
	"css.properties.grid-template-columns.subgrid":       "each line of an offered cart has its own columns",
	"css.properties.outline":                             "the outline of what has the focus has square corners",
	"css.properties.resize":                              "the field of the note keeps its height",
	"css.properties.resize.vertical":                     "the field of the note keeps its height",
	"css.properties.scroll-snap-type":                    "pictures stop anywhere",
	"css.properties.scrollbar-width":                     "scrollbars are seen",
	"css.properties.scrollbar-width.none":                "scrollbars are seen",
	"css.properties.text-wrap":                           "headings break anywhere",
	"css.properties.text-wrap.balance":                   "headings break anywhere",
	"css.selectors.has":                                  "the zones of every way of delivery are seen, and pages are printed whole",
	"css.types.length.viewport_percentage_units_dynamic": "heights reckon with the larger window",
}

// compat is browser-compat-data.
type compat map[string]any

func readCompat(t *testing.T) compat {
	t.Helper()
	var data compat
	if err := json.Unmarshal(fromNPM(t, "@mdn/browser-compat-data", compatVersion, "data.json"), &data); err != nil {
		t.Fatal(err)
	}
	return data
}

// feature returns the data of a key such as "css.selectors.has".
func (c compat) feature(key string) (map[string]any, bool) {
	at := map[string]any(c)
	for step := range strings.SplitSeq(key, ".") {
		next, ok := at[step].(map[string]any)
		if !ok {
			return nil, false
		}
		at = next
	}
	about, ok := at["__compat"].(map[string]any)
	return about, ok
}

// since returns the first version of a browser that has a feature without flags and
// prefixes, or infinity if none has.
func (c compat) since(key, browser string) float64 {
	const never = 1e9
	about, _ := c.feature(key)
	support := about["support"].(map[string]any)[browser]
	list, ok := support.([]any)
	if !ok {
		list = []any{support}
	}
	first := float64(never)
	for _, one := range list {
		statement, _ := one.(map[string]any)
		text, _ := statement["version_added"].(string)
		_, removed := statement["version_removed"].(string)
		version, err := strconv.ParseFloat(strings.TrimPrefix(text, "≤"), 64)
		if err == nil && !removed && statement["flags"] == nil && statement["prefix"] == nil && statement["alternative_name"] == nil {
			first = min(first, version)
		}
	}
	return first
}

// TestOldestBrowsers checks that the browsers that README names have every feature that
// the shop needs, and that no older ones do. It leaves out the features that the shop
// can do without.
func TestOldestBrowsers(t *testing.T) {
	t.Parallel()
	data := readCompat(t)
	floor := oldestOfREADME(t)
	used := usedFeatures(t, data)
	for key := range without {
		lacking := slices.ContainsFunc(slices.Collect(maps.Keys(floor)), func(browser string) bool {
			return data.since(key, browser) > floor[browser]
		})
		if !slices.Contains(used, key) || !lacking {
			t.Errorf("%s need not be on the list of what the shop can do without", key)
		}
	}
	for browser, oldest := range floor {
		var setBy []string
		for _, key := range used {
			since := data.since(key, browser)
			_, optional := without[key]
			switch {
			case since > oldest && !optional:
				t.Errorf("%s %v lacks %s, which is there since %v: do without, or name another version in README", browser, oldest, key, since)
			case since == oldest:
				setBy = append(setBy, key)
			}
		}
		if len(setBy) == 0 {
			t.Errorf("%s: nothing needs version %v, an older one would do", browser, oldest)
		}
		t.Logf("%s %v is the oldest for %s", browser, oldest, strings.Join(setBy, ", "))
	}
}

// usedFeatures returns the keys of the features that the style sheet, the scripts and
// the program use.
func usedFeatures(t *testing.T, data compat) []string {
	t.Helper()
	used := map[string]bool{}
	for key := range wasmFeatures {
		used[key] = true
	}
	cssFeatures(t, data, used)
	scriptFeatures(t, data, used)
	keys := slices.Sorted(maps.Keys(used))
	for _, key := range keys {
		if _, ok := data.feature(key); !ok {
			t.Fatalf("browser-compat-data has no %s", key)
		}
	}
	return keys
}

// oldestOfREADME returns the versions that README names, and checks that the style
// sheet is built for the same.
func oldestOfREADME(t *testing.T) map[string]float64 {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`Chrome and Edge (\d+), Firefox (\d+) and Safari ([\d.]+), on\s+iPhones? too`).FindSubmatch(readme)
	if found == nil {
		t.Fatal("README does not name the oldest browsers")
	}
	floor := map[string]float64{}
	for i, names := range [][]string{{"chrome", "chrome_android", "edge"}, {"firefox", "firefox_android"}, {"safari", "safari_ios"}} {
		version, _ := strconv.ParseFloat(string(found[i+1]), 64)
		for _, name := range names {
			floor[name] = version
		}
		if got := asset.Oldest[names[0]]; got != fmt.Sprint(version) {
			t.Errorf("styles are written out for %s %s, README names %v", names[0], got, version)
		}
	}
	return floor
}
