package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chromiumPage is a window of Chromium.
type chromiumPage struct{ ctx context.Context }

// Chromium returns the window that a chromedp context controls.
func Chromium(ctx context.Context) Page { return chromiumPage{ctx} }

func (p chromiumPage) Navigate(address string) error {
	return chromedp.Do(p.ctx, chromedp.Navigate(address))
}

func (p chromiumPage) Reload() error { return chromedp.Do(p.ctx, chromedp.Reload()) }

func (p chromiumPage) Evaluate(expression string) ([]byte, error) {
	return chromedp.Run(p.ctx, chromedp.Evaluate[json.RawMessage](expression, chromedp.EvalAwaitPromise))
}

func (p chromiumPage) Poll(expression string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(p.ctx, answerLimit)
	defer cancel()
	return chromiumPage{ctx}.Evaluate(expression)
}

func (p chromiumPage) Before(script string) error {
	_, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return err
}

func (p chromiumPage) Click(x, y float64) error {
	return chromedp.Do(p.ctx, chromedp.MouseClickXY(x, y))
}

func (p chromiumPage) HoldClick(x, y float64, held time.Duration) error {
	left := func(p *input.DispatchMouseEventParams) { p.Button, p.ClickCount = input.MouseButtonLeft, 1 }
	return chromedp.Do(p.ctx, chromedp.MouseEvent(chromedp.MouseMoved, x, y),
		chromedp.MouseEvent(chromedp.MousePressed, x, y, left), chromedp.Sleep(held), chromedp.MouseEvent(chromedp.MouseReleased, x, y, left))
}

// Type presses keys as a keyboard does: the character belongs to the event of the key, so
// that a page that cancels the key gets no character. chromedp sends two events.
func (p chromiumPage) Type(keys string) error {
	for _, r := range keys {
		events := kb.Encode(r)
		if len(events) == 3 {
			events[0].Text, events[0].UnmodifiedText = events[1].Text, events[1].UnmodifiedText
			events = []*input.DispatchKeyEventParams{events[0], events[2]}
		}
		for _, event := range events {
			if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, *event); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p chromiumPage) Resize(width, height int) error {
	return chromedp.Do(p.ctx, chromedp.EmulateViewport(int64(width), int64(height)))
}

func (p chromiumPage) Screenshot() ([]byte, error) {
	return chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
}

// Close closes the window and waits until it is gone. Until then its page still answers
// other pages.
func (p chromiumPage) Close() error {
	id := chromedp.FromContext(p.ctx).Target.TargetID
	if _, err := chromedp.CallBrowser(p.ctx, target.CloseTarget, target.CloseTargetParams{TargetID: id}); err != nil {
		return err
	}
	for begun := time.Now(); time.Since(begun) < limit; time.Sleep(10 * time.Millisecond) {
		open, err := chromedp.CallBrowser(p.ctx, target.GetTargets, target.GetTargetsParams{})
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(open.TargetInfos, func(t *target.Info) bool { return t.TargetID == id }) {
			return nil
		}
	}
	return fmt.Errorf("a window is still open %s after it was closed", limit)
}
