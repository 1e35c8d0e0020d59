package orderdb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"carrito/server/complaint"
)

// Errors of the Libro de Reclamaciones.
var (
	ErrNoComplaint = errors.New("there is no such sheet in the Libro de Reclamaciones")
	// ErrAnsweredBefore is the error of a second answer: the answer that the consumer
	// has got stays as it is.
	ErrAnsweredBefore = errors.New("the sheet is answered already")
)

// AddComplaint adds a sheet to the book and returns it with its number, which is the
// next one. A sheet that could not be stored takes no number. The mails with the copy and
// to the owner are queued in the same transaction.
func (s *Store) AddComplaint(ctx context.Context, sheet complaint.Sheet) (complaint.Sheet, error) {
	sheet.Token = newToken()
	text, err := json.Marshal(sheet)
	if err != nil {
		return sheet, err
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO counters (name, last) VALUES ('complaints', 1)
			ON CONFLICT (name) DO UPDATE SET last = counters.last + 1 RETURNING last`).Scan(&sheet.Number)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO complaints (number, token, placed, sheet) VALUES ($1, $2, $3, $4)",
			sheet.Number, sheet.Token, sheet.Placed.UnixMicro(), string(text))
		if err != nil {
			return err
		}
		return s.queueComplaintMails(ctx, tx, sheet.Number, sheet.Placed, CopyMail, NoteMail)
	})
	return sheet, err
}

const selectComplaints = `SELECT number, token, placed, sheet, answer, answered,
	EXISTS (SELECT 1 FROM complaint_mails WHERE complaint = complaints.number AND kind = 'copy'),
	EXISTS (SELECT 1 FROM complaint_mails WHERE complaint = complaints.number AND kind = 'copy' AND delivered IS NOT NULL),
	EXISTS (SELECT 1 FROM complaint_mails WHERE complaint = complaints.number AND kind = 'answer'),
	EXISTS (SELECT 1 FROM complaint_mails WHERE complaint = complaints.number AND kind = 'answer' AND delivered IS NOT NULL)
	FROM complaints `

// Complaints returns sheets of the book after the first ones, at most limit: those without
// an answer first, the oldest first, and then the latest answered ones.
func (s *Store) Complaints(ctx context.Context, limit, from int) ([]complaint.Sheet, error) {
	return s.complaints(ctx, selectComplaints+`ORDER BY CASE WHEN answered = 0 THEN 0 ELSE 1 END,
		CASE WHEN answered = 0 THEN number ELSE -number END LIMIT $1 OFFSET $2`, limit, from)
}

// OpenComplaints returns the number of sheets without an answer.
func (s *Store) OpenComplaints(ctx context.Context) (n int, _ error) {
	err := s.db().read.QueryRowContext(ctx, "SELECT count(*) FROM complaints WHERE answered = 0").Scan(&n)
	return n, s.readError(err)
}

// Complaint returns the sheet with a number.
func (s *Store) Complaint(ctx context.Context, number int64) (complaint.Sheet, error) {
	return s.oneComplaint(ctx, selectComplaints+"WHERE number = $1", number)
}

// ComplaintOf returns the sheet whose copy has a token.
func (s *Store) ComplaintOf(ctx context.Context, token string) (complaint.Sheet, error) {
	if !isToken(token) {
		return complaint.Sheet{}, ErrNoComplaint
	}
	return s.oneComplaint(ctx, selectComplaints+"WHERE token = $1", token)
}

func (s *Store) oneComplaint(ctx context.Context, query string, argument any) (complaint.Sheet, error) {
	all, err := s.complaints(ctx, query, argument)
	if err == nil && len(all) == 0 {
		err = ErrNoComplaint
	}
	if err != nil {
		return complaint.Sheet{}, err
	}
	return all[0], nil
}

func (s *Store) complaints(ctx context.Context, query string, arguments ...any) ([]complaint.Sheet, error) {
	var all []complaint.Sheet
	rows, err := s.db().read.QueryContext(ctx, query, arguments...)
	err = each(rows, err, func(rows *sql.Rows) error {
		var number, placed, answered int64
		var token, text, answer string
		var mails complaint.Mails
		if err := rows.Scan(&number, &token, &placed, &text, &answer, &answered, &mails.Copy, &mails.CopySent, &mails.Answer, &mails.AnswerSent); err != nil {
			return err
		}
		var sheet complaint.Sheet
		if err := json.Unmarshal([]byte(text), &sheet); err != nil {
			return err
		}
		sheet.Number, sheet.Token, sheet.Placed, sheet.Answer = number, token, time.UnixMicro(placed), answer
		sheet.Mails = mails
		if answered > 0 {
			sheet.Answered = time.UnixMicro(answered)
		}
		all = append(all, sheet)
		return nil
	})
	return all, s.readError(err)
}

// AnswerComplaint records the shop's answer to a sheet, and queues the mail with it in the
// same transaction.
func (s *Store) AnswerComplaint(ctx context.Context, number int64, answer string, now time.Time) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "UPDATE complaints SET answer = $2, answered = $3 WHERE number = $1 AND answered = 0", number, answer, now.UnixMicro())
		if err != nil {
			return err
		}
		switch n, err := result.RowsAffected(); {
		case err != nil:
			return err
		case n > 0:
			return s.queueComplaintMails(ctx, tx, number, now, AnswerMail)
		}
		var there int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM complaints WHERE number = $1", number).Scan(&there); err != nil {
			return err
		}
		if there > 0 {
			return ownError{ErrAnsweredBefore}
		}
		return ownError{ErrNoComplaint}
	})
}
