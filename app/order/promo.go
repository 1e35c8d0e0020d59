package order

import (
	"errors"
	"time"

	"carrito/app/shop"
)

// hashLimit is how long hashing a typed promo code with all salts may take.
const hashLimit = 30 * time.Second

// FindPromo returns the promo whose code a shopper typed. It reports whether the
// code may be valid. hash returns the hash of a code with a salt, as [HashRounds]
// describes it.
//
// If hash fails or takes too long, FindPromo returns an error and no promo, but reports
// true: the recipient of the order knows the codes.
func FindPromo(promos []Promo, typed string, hash func(code, salt string) (string, error)) (promo Promo, valid bool, err error) {
	done := make(chan struct{})
	var found Promo
	var fault error
	go func() {
		found, fault = findPromo(promos, shop.NormalCode(typed), hash)
		close(done)
	}()
	select {
	case <-done:
		return found, fault != nil || found.Hash != "", fault
	case <-time.After(hashLimit):
		return Promo{}, true, errors.New("hashing takes too long")
	}
}

func findPromo(promos []Promo, code string, hash func(code, salt string) (string, error)) (Promo, error) {
	if code == "" {
		return Promo{}, nil
	}
	for _, p := range promos {
		switch sum, err := hash(code, p.Salt); {
		case err != nil:
			return Promo{}, err
		case len(sum) != len(p.Hash):
			return Promo{}, errors.New("hashing returns no hash")
		case sum == p.Hash:
			return p, nil
		}
	}
	return Promo{}, nil
}
