/** Tables of a small bakery, with a fault for nearly every test; as CSV, with the types that dbt gives them. */
export interface Seed {
  readonly types: Readonly<Record<string, string>>;
  readonly csv: string;
}

export const SEEDS: Readonly<Record<string, Seed>> = {
  customers: {
    types: {
      customer_id: 'bigint',
      country: 'varchar',
      email: 'varchar',
      city: 'varchar',
      signed_up: 'date',
      points: 'integer',
    },
    csv: `customer_id,country,email,city,signed_up,points
1,PT,ada@example.com,Porto,2025-01-03,10
2,PT,bob@example.com,Lisboa,2025-01-04,20
3,ES,cleo@example.com,Madrid,2025-01-05,30
4,ES,dan@example.com,madrid,2025-01-06,40
5,,eve.example.com,Faro,2025-01-07,50
6,DE,ada@example.com,"  ",2025-01-09,900
7,DE,,Berlin,2025-01-10,
`,
  },
  orders: {
    types: {
      ...{ order_id: 'bigint', customer_id: 'bigint', status: 'varchar', country: 'varchar', currency: 'varchar' },
      ...{ net: 'decimal(18,2)', tax: 'decimal(18,2)', total: 'decimal(18,2)', discount: 'decimal(18,2)' },
      ...{ placed_at: 'timestamp', shipped_at: 'timestamp', note: 'varchar', legacy: 'varchar' },
    },
    csv: `order_id,customer_id,status,country,currency,net,tax,total,discount,placed_at,shipped_at,note,legacy
1,1,paid,PT,EUR,10.00,2.00,12.00,0.00,2025-12-28 09:00:00,2025-12-29 10:00:00,T-1,
2,1,paid,PT,EUR,20.00,4.00,24.00,1.00,2025-12-28 10:00:00,2025-12-29 11:00:00,T-2,
3,2,open,ES,EUR,5.00,1.00,6.00,0.00,2025-12-29 09:00:00,,T-3,
4,2,Paid,ES,EUR,7.00,1.40,8.40,0.00,2025-12-29 12:00:00,2025-12-29 11:00:00,x4,
5,9,paid,DE,EUR,50.00,10.00,61.00,2.00,2025-12-30 08:00:00,2025-12-31 08:00:00,T-5,
6,,lost,GB,USD,3.00,,3.00,0.00,2025-12-30 09:00:00,,,
7,3,paid,GB,GBP,4.00,0.80,4.80,0.00,2025-12-31 07:00:00,2025-12-31 09:00:00,T-77,
7,3,paid,GB,GBP,4.00,0.80,4.80,0.00,2025-12-31 07:00:00,2025-12-31 09:00:00,T-77,
`,
  },
  archive: {
    types: { order_id: 'bigint', total: 'decimal(18,2)', placed_at: 'timestamp' },
    csv: `order_id,total,placed_at
1,12.00,2025-12-28 09:00:00
2,24.00,2025-12-28 10:00:00
3,6.00,2025-12-29 09:00:00
4,8.40,2025-12-29 12:00:00
5,61.00,2025-12-30 08:00:00
6,3.00,2025-12-30 09:00:00
7,4.80,2025-12-31 07:00:00
8,1.00,2025-12-31 07:00:00
`,
  },
  prices: {
    types: { sku: 'varchar', valid_from: 'date', valid_to: 'date', price: 'decimal(18,2)', was: 'decimal(18,2)' },
    csv: `sku,valid_from,valid_to,price,was
bun,2025-01-01,2025-03-01,1.00,1.00
bun,2025-03-01,2025-06-01,1.10,1.00
roll,2025-01-01,2025-04-01,2.00,2.00
roll,2025-03-15,2025-06-01,2.10,2.00
cake,2025-01-01,2025-02-01,9.00,
cake,2025-03-01,2025-06-01,9.50,9.00
`,
  },
  days: {
    types: { day: 'date', place: 'integer', visitors: 'integer', revenue: 'decimal(18,2)', shop: 'varchar' },
    csv: `day,place,visitors,revenue,shop
2025-12-27,1,10,5.00,north
2025-12-28,2,20,36.00,north
2025-12-29,3,30,14.40,north
2025-12-31,5,25,4.80,south
`,
  },
};
