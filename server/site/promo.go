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

// hashedPromos caches promo hashes by salt and code. Each hash takes about 20
// ms of processor time, and every reload needs the same ones.
var hashedPromos sync.Map

// hidePromos sets the salt and hash of each promo code, which pages carry
// instead of the code. The salt depends on the shop's name and the code's place
// in the list, so pages are the same at every start, and an attack on one code
// does not help with the next. The salt does not depend on the code itself.
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
	cacheKey := salt + " " + code
	if hash, ok := hashedPromos.Load(cacheKey); ok {
		return hash.(string), nil
	}
	key, err := pbkdf2.Key(sha256.New, code, []byte(salt), order.HashRounds, sha256.Size)
	if err != nil {
		return "", err
	}
	hash := hex.EncodeToString(key)
	hashedPromos.Store(cacheKey, hash)
	return hash, nil
}
