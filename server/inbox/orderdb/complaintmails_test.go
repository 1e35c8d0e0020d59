package orderdb_test

import (
	"errors"
	"testing"
	"time"

	"carrito/server/complaint"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// Mails about sheets are queued with them, leased to one caller, and marked.
func TestComplaintMails(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := t.Context(), open(), time.Now()
		add := func(placed time.Time) {
			t.Helper()
			if _, err := s.AddComplaint(ctx, complaint.Sheet{Name: "Ana", Kind: complaint.Queja, Placed: placed}); err != nil {
				t.Fatal(err)
			}
		}
		due := func(after time.Duration, want ...orderdb.MailKind) []orderdb.ComplaintMail {
			t.Helper()
			got, err := s.DueComplaintMails(ctx, now.Add(after), 10)
			if err != nil || len(got) != len(want) {
				t.Fatalf("after %v: got %v, %v, want %v", after, got, err, want)
			}
			for i, m := range got {
				if m.Kind != want[i] {
					t.Errorf("after %v: got %v, want %v", after, got, want)
				}
			}
			return got
		}
		add(now.AddDate(-3, 0, 0))
		due(0) // no mail server
		s.MailsComplaints = true
		add(now.AddDate(-3, 0, 0))
		mails := due(0, orderdb.CopyMail, orderdb.NoteMail)
		due(time.Minute) // they are leased
		if err := errors.Join(s.ComplaintMailDone(ctx, mails[0].Number), s.ComplaintMailFailed(ctx, mails[1].Number, errors.New("not now"), now.Add(time.Hour))); err != nil {
			t.Fatal(err)
		}
		due(30 * time.Minute)
		if again := due(time.Hour, orderdb.NoteMail); again[0].Tries != 1 || again[0].Sheet != 2 {
			t.Errorf("got %+v, want one failed try of sheet 2", again)
		}
		if err := s.AnswerComplaint(ctx, 2, "Sí.", now.Add(2*time.Hour)); err != nil {
			t.Fatal(err)
		}
		if err := s.AnswerComplaint(ctx, 2, "No.", now.Add(2*time.Hour)); !errors.Is(err, orderdb.ErrAnsweredBefore) {
			t.Errorf("got %v, want the first answer alone", err)
		}
		due(3*time.Hour, orderdb.NoteMail, orderdb.AnswerMail)
		if sheet, err := s.Complaint(ctx, 2); err != nil || sheet.Mails != (complaint.Mails{Copy: true, CopySent: true, Answer: true}) {
			t.Errorf("got %+v, %v, want the mails that are queued", sheet.Mails, err)
		}
		if err := s.Forget(ctx, nil, []int64{2}, nil); err != nil {
			t.Fatal(err)
		}
		due(9 * time.Hour)
	})
}

// A mail that is dropped is never due again, and its sheet says nothing of it.
func TestDropComplaintMail(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := t.Context(), open(), time.Now()
		s.MailsComplaints = true
		if _, err := s.AddComplaint(ctx, complaint.Sheet{Name: "Ana", Kind: complaint.Queja, Placed: now}); err != nil {
			t.Fatal(err)
		}
		due, err := s.DueComplaintMails(ctx, now, 10)
		if err != nil || len(due) != 2 || due[0].Kind != orderdb.CopyMail {
			t.Fatalf("got %v, %v, want the copy and the note", due, err)
		}
		if sheet, err := s.Complaint(ctx, 1); err != nil || sheet.Mails != (complaint.Mails{Copy: true}) {
			t.Errorf("got %+v, %v, want a copy that is not sent yet", sheet.Mails, err)
		}
		if err := s.DropComplaintMail(ctx, due[0].Number); err != nil {
			t.Fatal(err)
		}
		if sheet, err := s.Complaint(ctx, 1); err != nil || sheet.Mails != (complaint.Mails{}) {
			t.Errorf("got %+v, %v, want no copy", sheet.Mails, err)
		}
		if due, err := s.DueComplaintMails(ctx, now.Add(time.Hour), 10); err != nil || len(due) != 1 || due[0].Kind != orderdb.NoteMail {
			t.Errorf("got %v, %v, want the note alone", due, err)
		}
	})
}
