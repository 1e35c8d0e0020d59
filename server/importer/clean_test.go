package importer

import "testing"

func TestErrorValues(t *testing.T) {
	for _, cell := range []string{"#N/A", "#N/D", "#NV", "#REF!", "#¡REF!", "#¿NOMBRE?", "#NAME?", "#VALOR!", "#¡VALOR!", "#DIV/0!", "#¡DIV/0!",
		"#DESBORDAMIENTO!", "#SPILL!", "#NOM?", "#ИМЯ?", "###", "########", "Err:502"} {
		if !errorValue.MatchString(cell) {
			t.Errorf("%q is not recognised as a spreadsheet error", cell)
		}
	}
	for _, cell := range []string{"#1", "# 5 cuerdas", "#verano", "N/A", "#", "#REF! de compra", "C#", "Erró"} {
		if errorValue.MatchString(cell) {
			t.Errorf("%q is taken for a spreadsheet error", cell)
		}
	}
}

func TestSpreadsheetDamage(t *testing.T) {
	tests := []importCase{
		{
			name:   "errors are no names and no categories",
			export: "Tipo,Nombre,Precio normal,Categorías,Etiquetas,Imágenes\nsimple,Jarra,#N/D,Mesa,,\nsimple,Fuente,13,#¿NOMBRE?,#REF!,#VALOR!\nsimple,#¡REF!,13,Mesa,,\n",
			want:   `[{"id":1,"slug":"fuente","name":"Fuente","price":"13.00"}]`,
			skipped: "line 2: Jarra: has the price \"#N/D\", which is a spreadsheet error\n" +
				"line 4: has no Name",
			notes: "line 3: Fuente: has \"#¿NOMBRE?\" under Categorías, which is a spreadsheet error: the cell is read as empty\n" +
				"line 3: Fuente: has \"#VALOR!\" under Imágenes, which is a spreadsheet error: the cell is read as empty\n" +
				"line 3: Fuente: has \"#REF!\" under Etiquetas, which is a spreadsheet error: the cell is read as empty\n" +
				"line 4: has \"#¡REF!\" under Nombre, which is a spreadsheet error: the cell is read as empty",
		}, {
			name:   "codes that were shortened are no codes",
			export: "Tipo;SKU;Nombre;Precio normal\nsimple;7,75098E+12;Jarra;12\nsimple;7,75098E+12;Fuente;13\nsimple;12E5;Plato;1\n",
			want: `[{"id":1,"slug":"jarra","name":"Jarra","price":"12.00"},{"id":2,"slug":"fuente","name":"Fuente","price":"13.00"},` +
				`{"id":3,"slug":"plato","name":"Plato","price":"1.00","sku":"12E5"}]`,
			notes: "line 2: Jarra: has \"7,75098E+12\" under SKU, which a spreadsheet has shortened: the cell is read as empty\n" +
				"line 3: Fuente: has \"7,75098E+12\" under SKU, which a spreadsheet has shortened: the cell is read as empty",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}
