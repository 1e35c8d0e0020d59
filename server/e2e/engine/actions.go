package engine

import (
	"math"
	"time"
)

// click returns the WebDriver actions of a mouse click whose button is held for a time.
func click(x, y float64, held time.Duration) []params {
	actions := []params{
		{"type": "pointerMove", "x": int(math.Round(x)), "y": int(math.Round(y)), "origin": "viewport", "duration": 0},
		{"type": "pointerDown", "button": 0},
	}
	if held > 0 {
		actions = append(actions, params{"type": "pause", "duration": held.Milliseconds()})
	}
	return []params{{
		"type": "pointer", "id": "mouse", "parameters": params{"pointerType": "mouse"},
		"actions": append(actions, params{"type": "pointerUp", "button": 0}),
	}}
}

// specialKeys maps the characters by which package kb names keys to the code points by
// which WebDriver does: Backspace, Tab, Enter, Escape, the arrows down and up, Home.
var specialKeys = map[rune]string{
	'\b': "\uE003", '\t': "\uE004", '\r': "\uE007", '\x1b': "\uE00C", '\u0301': "\uE015", '\u0304': "\uE013", '\u0306': "\uE011",
}

// strokes returns the WebDriver actions that type a text.
func strokes(text string) []params {
	var actions []params
	for _, r := range text {
		key, ok := specialKeys[r]
		if !ok {
			key = string(r)
		}
		actions = append(actions, params{"type": "keyDown", "value": key}, params{"type": "keyUp", "value": key})
	}
	return []params{{"type": "key", "id": "keyboard", "actions": actions}}
}
