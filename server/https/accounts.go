package https

import (
	"context"
	"path"

	"github.com/caddyserver/certmagic"
)

// storage is the folder of certificates.
type storage struct{ *certmagic.FileStorage }

// List lists everything but accounts. Without Options.Email, certmagic looks for an
// account in the list and takes its folder's name for a mail address. An account
// without mail is in the folder "default". If its registration is not there yet, or
// was cut off by a crash, certmagic would write to the authority as "default" from
// then on, and get no certificate. It reads and makes that account without the list.
func (s storage) List(ctx context.Context, prefix string, recursive bool) ([]string, error) {
	if path.Base(prefix) == "users" {
		return nil, nil
	}
	return s.FileStorage.List(ctx, prefix, recursive)
}
