package orderdb_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"carrito/server/complaint"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// Sheets have the numbers from 1 without gaps, however many arrive at once.
func TestComplaintsAreNumbered(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s := open()
		var wait sync.WaitGroup
		for i := range 20 {
			wait.Go(func() {
				if _, err := s.AddComplaint(t.Context(), complaint.Sheet{Name: fmt.Sprint(i), Placed: time.Now()}); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		all, err := s.Complaints(t.Context(), 100, 0)
		if err != nil || len(all) != 20 {
			t.Fatalf("got %d sheets, %v, want 20", len(all), err)
		}
		if further, err := s.Complaints(t.Context(), 5, 18); err != nil || len(further) != 2 || further[0].Number != 19 {
			t.Errorf("after 18: got %d sheets, %v, want the last two", len(further), err)
		}
		if n, err := s.OpenComplaints(t.Context()); err != nil || n != 20 {
			t.Errorf("got %d open sheets, %v, want 20", n, err)
		}
		if empty, err := s.Empty(t.Context()); err != nil || empty {
			t.Errorf("got an empty database: %v, %v; want the sheets to count", empty, err)
		}
		for i, sheet := range all {
			if sheet.Number != int64(i+1) {
				t.Errorf("got number %d at place %d", sheet.Number, i+1)
			}
		}
	})
}

func TestAnswerComplaint(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := t.Context(), open(), time.Now().Truncate(time.Microsecond)
		wrote := complaint.Sheet{Name: "Ana", Kind: complaint.Queja, Detail: "a\nb 😀", Placed: now, Provider: complaint.Provider{Name: "Moda", RUC: "1", Address: "x"}}
		added, err := s.AddComplaint(ctx, wrote)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddComplaint(ctx, complaint.Sheet{Name: "Eva", Placed: now}); err != nil {
			t.Fatal(err)
		}
		got, err := s.ComplaintOf(ctx, added.Token)
		if err != nil || got.Name != "Ana" || got.Detail != wrote.Detail || got.Provider != wrote.Provider || !got.Placed.Equal(now) || got.Number != 1 || !got.Answered.IsZero() {
			t.Errorf("got %+v, %v, want the sheet as it was written", got, err)
		}
		if err := s.AnswerComplaint(ctx, 1, "Lo cambiamos.", now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if err := s.AnswerComplaint(ctx, 1, "No.", now); !errors.Is(err, orderdb.ErrAnsweredBefore) {
			t.Errorf("a second answer: got %v", err)
		}
		if err := s.AnswerComplaint(ctx, 9, "No.", now); !errors.Is(err, orderdb.ErrNoComplaint) {
			t.Errorf("no such sheet: got %v", err)
		}
		if got, err := s.Complaint(ctx, 1); err != nil || got.Answer != "Lo cambiamos." || !got.Answered.Equal(now.Add(time.Hour)) {
			t.Errorf("got %+v, %v, want the first answer", got, err)
		}
		if all, err := s.Complaints(ctx, 10, 0); err != nil || len(all) != 2 || all[0].Name != "Eva" {
			t.Errorf("got %+v, %v, want the open one first", all, err)
		}
		for _, token := range []string{"", "x", "\x00", "AAAAAAAAAAAAAAAAAAAAAA"} {
			if _, err := s.ComplaintOf(ctx, token); !errors.Is(err, orderdb.ErrNoComplaint) {
				t.Errorf("%q: got %v, want no sheet", token, err)
			}
		}
	})
}
