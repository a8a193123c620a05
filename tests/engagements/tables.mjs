// Invented people, places and units that a customer is drawn from. Not who works where: that is customer.mjs.

/** Given names and surnames by culture; a pair `[written, address]` where letters alone do not give the address. */
export const CULTURES = {
  english: { given: ["Ann", "Benjamin", "Charlotte", "David", "Eleanor", "Frederick", "Grace", "Harry", "Isobel", "James", "Katherine", "Liam", "Margaret", "Nicholas", "Olivia", "Peter", "Rebecca", "Samuel", "Theresa", "William"], surname: ["Abbott", "Barker", "Carter", "Dawson", "Ellis", "Fletcher", "Gibson", "Harrison", "Ingram", "Jenkins", "Kelly", "Lawson", "Mitchell", "Norris", "O'Brien", "Parker", "Quigley", "Robertson", "Smith-Jones", "Taylor"] },
  german: { given: ["Anke", "Björn", "Christoph", "Dörte", "Elisabeth", "Franz", "Günther", "Heike", "Jörg", "Käthe", "Lukas", "Michael", "Sören", "Ulrike", "Wolfgang"], surname: ["Bäcker", "Dreßler", "Fröhlich", "Groß", "Hübner", "Jäger", "Köhler", "Lehmann", "Müller", "Neumann", "Schröder", "Straßer", "Vogel", "Weiß", "von Thun"] },
  polish: { given: ["Agnieszka", "Bożena", "Grzegorz", "Jadwiga", "Łukasz", "Małgorzata", "Paweł", "Stanisław", "Wiesława", "Zbigniew"], surname: ["Dąbrowski", "Jabłoński", "Kowalczyk", "Król", "Nowak", "Pawłowska", "Szymański", "Wójcik", "Zając", "Żukowska"] },
  spanish: { given: ["Ana María", "Begoña", "Íñigo", "Francisco", "Jesús", "José Luis", "Lucía", "Nuria", "Raúl", "Yolanda"], surname: ["Álvarez Ruiz", "Castaño", "de la Cruz", "García López", "Ibáñez", "Muñoz", "Núñez Gil", "Peña", "Rodríguez", "Zúñiga"] },
  nordic: { given: ["Åsa", "Bjørn", "Elin", "Göran", "Håkon", "Ingrid", "Jørgen", "Märta", "Søren", "Þóra"], surname: ["Ångström", "Bjørnson", "Dahlgård", "Eriksson", "Hansen", "Johansson", "Lindqvist", "Nyström", "Sørensen", "Østby"] },
  vietnamese: { given: ["Anh", "Bảo", "Đức", "Hương", "Linh", "Minh", "Ngọc", "Quân", "Thảo", "Tuấn"], surname: ["Bùi", "Đặng", "Đỗ", "Hoàng", "Lê", "Ngô", "Nguyễn", "Phạm", "Trần", "Võ"] },
  cyrillic: { given: [["Анна", "anna"], ["Борис", "boris"], ["Дмитрий", "dmitry"], ["Елена", "elena"], ["Игорь", "igor"], ["Ольга", "olga"]], surname: [["Волков", "volkov"], ["Зайцева", "zaytseva"], ["Иванова", "ivanova"], ["Козлов", "kozlov"], ["Орлов", "orlov"], ["Петрова", "petrova"]] },
  chinese: { given: [["伟", "wei"], ["芳", "fang"], ["Xiaoming", "xiaoming"], ["Lihua", "lihua"], ["Jing", "jing"]], surname: [["王", "wang"], ["李", "li"], ["Zhang", "zhang"], ["Chen", "chen"], ["Liu", "liu"]] },
};

/** What people call themselves instead. */
export const NICKNAMES = { Benjamin: "Ben", Charlotte: "Lottie", David: "Dave", Eleanor: "Ellie", Frederick: "Fred", Isobel: "Izzy", James: "Jim", Katherine: "Kate", Margaret: "Peggy", Nicholas: "Nick", Rebecca: "Becky", Samuel: "Sam", Theresa: "Tess", William: "Bill", Christoph: "Chris", Elisabeth: "Lisa", Michael: "Micha", Wolfgang: "Wolf", Grzegorz: "Greg", Małgorzata: "Gosia", Stanisław: "Staszek", Francisco: "Paco", "José Luis": "Pepe" };

/** Offices: town, street, post code, region, country, code, dialling prefix. */
export const SITES = [
  ["Leeds", "14 Wharf Street", "LS1 4DY", "West Yorkshire", "United Kingdom", "GB", "+44", "113"],
  ["London", "9 Gresham Lane", "EC2V 7HN", "Greater London", "United Kingdom", "GB", "+44", "20"],
  ["Köln", "Domgasse 3", "50667", "Nordrhein-Westfalen", "Germany", "DE", "+49", "221"],
  ["München", "Isarring 21", "80538", "Bayern", "Germany", "DE", "+49", "89"],
  ["Kraków", "ul. Długa 8", "31-146", "Małopolskie", "Poland", "PL", "+48", "12"],
  ["Madrid", "Calle Mayor 5", "28013", "Madrid", "Spain", "ES", "+34", "91"],
  ["Malmö", "Norra Vallgatan 70", "211 22", "Skåne", "Sweden", "SE", "+46", "40"],
  ["Boston", "200 State Street", "02109", "Massachusetts", "United States", "US", "+1", "617"],
  ["Austin", "512 Congress Ave", "78701", "Texas", "United States", "US", "+1", "512"],
  ["Hanoi", "12 Trang Tien", "100000", "Hoan Kiem", "Vietnam", "VN", "+84", "24"],
];

/** Departments with the code that a personnel system has for each. */
export const DEPARTMENTS = [["Sales", "SLS"], ["Finance", "FIN"], ["Human Resources", "HRS"], ["Information Technology", "ITS"], ["Research & Development", "RND"], ["Legal", "LEG"], ["Marketing", "MKT"], ["Customer Service", "CUS"], ["Logistics", "LOG"], ["Procurement", "PRC"], ["Quality", "QLT"], ["Facilities", "FAC"]];

export const TITLES = ["Account Manager", "Analyst", "Buyer", "Clerk", "Driver", "Engineer", "Head of Department", "Lead Engineer", "Nurse", "Planner", "Receptionist", "Senior Analyst", "Technician", "Team Leader", "Warehouse Operative"];
export const COMPANIES = [["Borealis Ltd", "1000"], ["Borealis GmbH", "2000"], ["Borealis Nordic AB", "3000"], ["Helix Care Ltd", "4000"]];
export const TEAMS = ["Alpha", "Bravo", "Cedar", "Delta", "Ember", "Falcon", "Garnet", "Harbour"];

/** What people type into a field that nobody fills for them. */
export const TYPED = {
  words: ["by the window", "see intranet", "ask reception", "first aider", "on leave till May", "part time", "mornings only", "remote", "gym 12:00", "nut allergy", "speaks French", "speaks Polish", "van pool", "bike shed B", "quiet room", "standing desk", "works council", "choir", "fire warden", "mentor", "new joiner buddy", "parking 14", "flexi Fridays", "book club", "drone pilot"],
  title: ["Chief of Getting Things Done", "Happiness Officer", "Data Person", "Number Cruncher", "Dog Walker in Chief", "Team Mum", "Sales Wizard", "Office Hero", "Coffee Taster", "Problem Solver"],
  place: ["Home", "Home office", "On the road", "Customer site", "Annex", "Old mill", "Third floor", "Garden office", "Portakabin 2", "Main hall"],
  unit: ["Special Projects", "Task Force North", "The Lab", "Night Shift", "Board Office", "Integration Team", "Secret Santa Committee", "Shared Desk", "Project Phoenix", "Innovation Cell"],
};
