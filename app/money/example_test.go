package money_test

import (
	"fmt"

	"carrito/app/money"
)

func Example() {
	price, err := money.Parse("411.50", 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	soles := money.Format{Digits: 2, Prefix: "S/ ", Decimal: ".", Group: ",", First: 3, Rest: 3, Minimum: 4}
	fmt.Println(price.Mul(3))
	fmt.Println(soles.Text(price.Mul(3)))

	_, err = money.Parse("39,90", 2)
	fmt.Println(err)
	// Output:
	// 1234.50
	// S/ 1,234.50
	// is not a decimal number such as 39.90
}
