package site

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"strconv"
	"sync"

	"carrito/app/order"
	"carrito/app/shop"

	"golang.org/x/sync/errgroup"
)

// hashedPromos are the hashes worked out so far, by salt and code: each takes
// some 20 ms of the processor, and the same ones are wanted at every reload.
var hashedPromos sync.Map

// hidePromos gives each promo code what pages carry in its place: a salt and a
// hash. The salt is the same at every start, so that pages are, and another one
// for another shop and place in the list, so that what somebody has worked out
// for one code says nothing of the next; it does not depend on the code.
func hidePromos(s *shop.Shop) error {
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i := range s.Orders.Promos {
		p := &s.Orders.Promos[i]
		salt := sha256.Sum256([]byte("carrito promo\x00" + s.Name + "\x00" + strconv.Itoa(i)))
		p.Salt = hex.EncodeToString(salt[:16])
		workers.Go(func() (err error) {
			p.Hash, err = promoHash(shop.NormalCode(p.Code), p.Salt)
			return err
		})
	}
	return workers.Wait()
}

// promoHash returns the hash that [order.HashRounds] describes.
func promoHash(code, salt string) (string, error) {
	known := salt + " " + code
	if hash, ok := hashedPromos.Load(known); ok {
		return hash.(string), nil
	}
	key, err := pbkdf2.Key(sha256.New, code, []byte(salt), order.HashRounds, sha256.Size)
	if err != nil {
		return "", err
	}
	hash := hex.EncodeToString(key)
	hashedPromos.Store(known, hash)
	return hash, nil
}
