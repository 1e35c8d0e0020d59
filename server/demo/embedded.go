//go:build release

package demo

import _ "embed"

// archive is made by the command release.
//
//go:embed web.zip
var archive []byte
