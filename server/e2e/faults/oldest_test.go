package faults_test

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
	"carrito/server/e2e/browsertest"
)

// compatVersion is the version of MDN's browser-compat-data, which lists for each feature
// the first version of each browser that has it.
const compatVersion = "8.1.9"

// without are the features that some of the oldest browsers lack, by their keys in
// browser-compat-data. The values say what happens without them.
var without = map[string]string{
	"api.Document.resume_event":                          "a thawed page asks the other tabs when it becomes visible",
	"api.IDBFactory.databases":                           "the rest of the program is loaded to look for orders",
	"api.NavigationPreloadManager.enable":                "a page is requested after the worker has started",
	"api.NetworkInformation.effectiveType":               "the program is loaded however slow the network is",
	"api.NetworkInformation.saveData":                    "the program is loaded although the shopper saves data",
	"api.Navigator.connection":                           "the program is loaded although the shopper saves data",
	"api.Navigator.deviceMemory":                         "the program is compiled in a worker however little memory there is",
	"api.Navigator.share":                                "no button shares the cart link; it can be copied",
	"api.ServiceWorkerRegistration.navigationPreload":    "a page is requested after the worker has started",
	"api.ServiceWorkerRegistration.sync":                 "a waiting order is sent only while the shop is open",
	"api.SyncEvent.tag":                                  "a waiting order is sent only while the shop is open",
	"api.Window.print":                                   "an order cannot be printed",
	"css.at-rules.media.forced-colors":                   "the browser forces no colours",
	"css.at-rules.media.scripting":                       "without JavaScript, the instructions to order appear after four seconds",
	"css.properties.accent-color":                        "radio buttons have the default colour",
	"css.properties.cursor.not-allowed":                  "the browser is a phone's, without a pointer",
	"css.properties.cursor.pointer":                      "the browser is a phone's, without a pointer",
	"css.properties.forced-color-adjust":                 "the browser may change the colours of a QR code",
	"css.properties.forced-color-adjust.none":            "the browser may change the colours of a QR code",
	"css.properties.grid-template-columns.subgrid":       "the lines of a linked cart are not aligned in columns",
	"css.properties.outline":                             "the outline of a focused element has square corners",
	"css.properties.resize":                              "the field for the note cannot be resized",
	"css.properties.resize.vertical":                     "the field for the note cannot be resized",
	"css.properties.scroll-snap-type":                    "a gallery stops between two pictures",
	"css.properties.scrollbar-width":                     "scrollbars are visible",
	"css.properties.scrollbar-width.none":                "scrollbars are visible",
	"css.properties.text-wrap":                           "the lines of a heading differ in length",
	"css.properties.text-wrap.balance":                   "the lines of a heading differ in length",
	"css.selectors.has":                                  "the zones of all delivery methods are visible, and pages are printed in full",
	"css.types.length.viewport_percentage_units_dynamic": "heights depend on the larger viewport",
}

// compat is the content of browser-compat-data.
type compat map[string]any

func readCompat(t *testing.T) compat {
	t.Helper()
	var data compat
	if err := json.Unmarshal(browsertest.FromNPM(t, "@mdn/browser-compat-data", compatVersion, "data.json"), &data); err != nil {
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

// TestOldestBrowsers checks the oldest browsers that README names. They must have every
// feature that the shop uses, except those in without, and older browsers must not.
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
			t.Errorf("%s need not be in without: the shop does not use it, or all browsers have it", key)
		}
	}
	for browser, oldest := range floor {
		var setBy []string
		for _, key := range used {
			since := data.since(key, browser)
			_, optional := without[key]
			switch {
			case since > oldest && !optional:
				t.Errorf("%s %v lacks %s, which came with version %v: do without it, or name a newer browser in README", browser, oldest, key, since)
			case since == oldest:
				setBy = append(setBy, key)
			}
		}
		if len(setBy) == 0 {
			t.Errorf("%s: no feature needs version %v: name an older one in README", browser, oldest)
		}
		t.Logf("%s %v is the oldest with %s", browser, oldest, strings.Join(setBy, ", "))
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

// oldestOfREADME returns the oldest browsers that README names. It checks that the style
// sheet is built for the same versions.
func oldestOfREADME(t *testing.T) map[string]float64 {
	t.Helper()
	readme, err := os.ReadFile(browsertest.Path("README.md"))
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
			t.Errorf("got styles for %s %s, want version %v as in README", names[0], got, version)
		}
	}
	return floor
}
