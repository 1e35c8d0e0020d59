package orderdb

import (
	"context"
	"database/sql"
	"time"
)

// ComplaintMail is a mail about a sheet of the Libro de Reclamaciones that is still to be
// sent. What it says is in the sheet.
type ComplaintMail struct {
	Number int64 // the same at every try
	Sheet  int64 // number of the sheet
	Kind   MailKind
	Tries  int // number of failed tries
}

// MailKind says who gets a mail about a sheet, and why.
type MailKind string

// The kinds of mails about a sheet.
const (
	CopyMail   MailKind = "copy"   // the consumer's copy
	NoteMail   MailKind = "note"   // to the owner
	AnswerMail MailKind = "answer" // the shop's answer, to the consumer
)

// queueComplaintMails queues mails about a sheet, if the server sends mails.
func (s *Store) queueComplaintMails(ctx context.Context, tx *sql.Tx, sheet int64, now time.Time, kinds ...MailKind) error {
	if !s.MailsComplaints {
		return nil
	}
	for _, kind := range kinds {
		_, err := tx.ExecContext(ctx, "INSERT INTO complaint_mails (complaint, kind, due) VALUES ($1, $2, $3)", sheet, string(kind), now.UnixMicro())
		if err != nil {
			return err
		}
	}
	return nil
}

// DueComplaintMails returns mails that are due, earliest first. As with [Store.Due], no
// other caller gets them for two minutes.
func (s *Store) DueComplaintMails(ctx context.Context, now time.Time, limit int) ([]ComplaintMail, error) {
	var due []ComplaintMail
	err := s.transact(ctx, func(tx *sql.Tx) error {
		due = nil
		rows, err := tx.QueryContext(ctx, `UPDATE complaint_mails SET due = $1 WHERE delivered IS NULL AND due <= $2 AND number IN
			(SELECT number FROM complaint_mails WHERE delivered IS NULL AND due <= $2 ORDER BY due, number LIMIT $3)
			RETURNING number, complaint, kind, tries`, now.Add(lease).UnixMicro(), now.UnixMicro(), limit)
		return each(rows, err, func(rows *sql.Rows) error {
			var m ComplaintMail
			err := rows.Scan(&m.Number, &m.Sheet, &m.Kind, &m.Tries)
			due = append(due, m)
			return err
		})
	})
	return due, err
}

// ComplaintMailDone records that a mail was sent, or that nobody is to get it.
func (s *Store) ComplaintMailDone(ctx context.Context, number int64) error {
	return s.notice(ctx, []int64{number}, "UPDATE complaint_mails SET delivered = $2 WHERE number = $1", time.Now().UnixMicro())
}

// ComplaintMailFailed records why a mail was not sent, and when to try again.
func (s *Store) ComplaintMailFailed(ctx context.Context, number int64, why error, next time.Time) error {
	return s.notice(ctx, []int64{number}, "UPDATE complaint_mails SET tries = tries + 1, fault = $2, due = $3 WHERE number = $1", why.Error(), next.UnixMicro())
}

// DropComplaintMail removes a mail that is not to be sent, as if it had never been queued.
func (s *Store) DropComplaintMail(ctx context.Context, number int64) error {
	return s.notice(ctx, []int64{number}, "DELETE FROM complaint_mails WHERE number = $1")
}
