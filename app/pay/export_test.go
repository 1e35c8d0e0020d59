package pay

// Fields returns the fields within a template, or false if the value does not consist of
// fields.
func (f Field) Fields() ([]Field, bool) {
	fields, err := split("", f.Value)
	return fields, err == nil
}
