package mercadopago

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"carrito/server/pay"
)

// preference is a page to pay on. Its fields are PreferenceRequest and Preference of
// the OpenAPI document.
type preference struct {
	ID                string    `json:"id,omitempty"`
	InitPoint         string    `json:"init_point,omitempty"`
	Items             []item    `json:"items"`
	Payer             *payer    `json:"payer,omitempty"`
	BackURLs          *backURLs `json:"back_urls,omitempty"`
	AutoReturn        string    `json:"auto_return,omitempty"`
	ExternalReference string    `json:"external_reference"`
	NotificationURL   string    `json:"notification_url,omitempty"`
	Expires           bool      `json:"expires"`
	ExpirationDateTo  string    `json:"expiration_date_to,omitempty"`
}

type item struct {
	Title    string      `json:"title"`
	Quantity int         `json:"quantity"`
	Price    json.Number `json:"unit_price"`
	Currency string      `json:"currency_id"`
}

type payer struct {
	Email string `json:"email"`
}

type backURLs struct {
	Success string `json:"success"`
	Pending string `json:"pending"`
	Failure string `json:"failure"`
}

// payment is Payment of the OpenAPI document.
type payment struct {
	ID                json.Number `json:"id"`
	Status            string      `json:"status"`
	StatusDetail      string      `json:"status_detail"`
	ExternalReference string      `json:"external_reference"`
	Amount            json.Number `json:"transaction_amount"`
	Refunded          json.Number `json:"transaction_amount_refunded"`
	Currency          string      `json:"currency_id"`
	DateCreated       string      `json:"date_created"`
	DateApproved      string      `json:"date_approved"`
}

// found is PaymentSearchResult of the OpenAPI document.
type found struct {
	Results []payment `json:"results"`
	Paging  struct {
		Total int `json:"total"`
	} `json:"paging"`
}

func (p *Provider) post(ctx context.Context, path, key string, body, answer any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.api+path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Idempotency-Key", key)
	return p.do(request, answer)
}

func (p *Provider) get(ctx context.Context, path string, answer any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.api+path, nil)
	if err != nil {
		return err
	}
	return p.do(request, answer)
}

func (p *Provider) do(request *http.Request, answer any) error {
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "carrito")
	request.Header.Set("Authorization", "Bearer "+p.token.Reveal())
	response, err := p.client.Do(request)
	if err != nil {
		return pay.Unreachable(Kind, err, p.token)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return pay.Unreachable(Kind, err, p.token)
	}
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusCreated {
		var fault struct {
			Message string `json:"message"`
		}
		json.Unmarshal(body, &fault) // an error page is not JSON; then the status has to do
		return pay.Refusal(Kind, response.StatusCode, fault.Message, p.token)
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return p.unclear(err)
	}
	return nil
}

// unclear returns the error for an answer that cannot be understood.
func (p *Provider) unclear(err error) error {
	return pay.Unreachable(Kind, unclearError{err}, p.token)
}

type unclearError struct{ error }

func (e unclearError) Error() string { return "its answer is not understood: " + e.error.Error() }
func (e unclearError) Unwrap() error { return e.error }
