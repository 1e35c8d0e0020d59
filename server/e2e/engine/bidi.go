package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// bidi is a WebDriver BiDi connection to a browser.
type bidi struct {
	conn    *websocket.Conn
	onEvent func(method string, params json.RawMessage)
	ended   chan struct{} // closed when the connection ends
	name    string        // name and version of the browser

	mu      sync.Mutex
	last    int                      // id of the last command
	waiting map[int]chan bidiMessage // receivers of results, by the id of the command
}

// bidiMessage is a message from a browser: an event or the result of a command.
type bidiMessage struct {
	ID      int             `json:"id"`
	Type    string          `json:"type"`
	Result  json.RawMessage `json:"result"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params"`
}

// params are the parameters of a command.
type params map[string]any

// dialBiDi connects to a browser and starts a session. It calls onEvent for each event.
func dialBiDi(ctx context.Context, address string, onEvent func(method string, params json.RawMessage)) (*bidi, error) {
	conn, _, err := websocket.Dial(ctx, address, nil)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(-1)
	b := &bidi{conn: conn, onEvent: onEvent, ended: make(chan struct{}), waiting: map[int]chan bidiMessage{}}
	go b.read()
	var session struct {
		Capabilities struct{ BrowserName, BrowserVersion string }
	}
	if err := b.call(ctx, "session.new", params{"capabilities": params{}}, &session); err != nil {
		conn.CloseNow()
		return nil, err
	}
	b.name = session.Capabilities.BrowserName + " " + session.Capabilities.BrowserVersion
	return b, nil
}

// read dispatches the messages of the browser until the connection ends.
func (b *bidi) read() {
	defer close(b.ended)
	for {
		var message bidiMessage
		if err := wsjson.Read(context.Background(), b.conn, &message); err != nil {
			return
		}
		if message.Type == "event" {
			b.onEvent(message.Method, message.Params)
			continue
		}
		b.mu.Lock()
		waiting := b.waiting[message.ID]
		delete(b.waiting, message.ID)
		b.mu.Unlock()
		if waiting != nil {
			waiting <- message
		}
	}
}

// call sends a command and decodes its result, unless result is nil.
func (b *bidi) call(ctx context.Context, method string, with params, result any) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	answer := make(chan bidiMessage, 1)
	b.mu.Lock()
	b.last++
	id := b.last
	b.waiting[id] = answer
	b.mu.Unlock()
	if err := wsjson.Write(context.WithoutCancel(ctx), b.conn, params{"id": id, "method": method, "params": with}); err != nil {
		return err
	}
	select {
	case message := <-answer:
		if message.Type == "error" {
			return fmt.Errorf("%s: %s: %s", method, message.Error, message.Message)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(message.Result, result)
	case <-b.ended:
		return errors.New(method + ": the browser closed the connection")
	case <-ctx.Done():
		b.mu.Lock()
		delete(b.waiting, id)
		b.mu.Unlock()
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
}
