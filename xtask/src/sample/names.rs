//! First and last names by culture: a table. Every combination is invented.
//!
//! Lists are separated by `|`. Who bears which name is decided in `people`.

/// The names one culture draws from.
pub(crate) struct Culture {
    pub(crate) name: &'static str,
    pub(crate) women: &'static str,
    pub(crate) men: &'static str,
    pub(crate) family: &'static str,
    /// The women's forms, where they differ (`Nowak` | `Kowalska`); else empty.
    pub(crate) family_women: &'static str,
    /// The family name is written first, so that exports get the two the wrong way round.
    pub(crate) family_first: bool,
}

/// The culture of that name.
pub(crate) fn culture(name: &str) -> &'static Culture {
    let found = CULTURES.iter().find(|culture| culture.name == name);
    found.unwrap_or(&CULTURES[0])
}

/// Formal first names and what their bearers are called.
pub(super) const CALL_NAMES: &[(&str, &str)] = &[
    ("Robert", "Bob"),
    ("William", "Bill"),
    ("Elizabeth", "Lizzie"),
    ("Margaret", "Maggie"),
    ("Katherine", "Kate"),
    ("Michael", "Mick"),
    ("Christopher", "Chris"),
    ("Rebecca", "Becky"),
    ("Patricia", "Trish"),
    ("Andrew", "Andy"),
    ("Susan", "Sue"),
    ("Anthony", "Tony"),
    ("Edward", "Ted"),
    ("Jennifer", "Jen"),
];

const CULTURES: &[Culture] = &[
    Culture {
        name: "english",
        women: "Alice|Amelia|Beth|Charlotte|Chloe|Daisy|Eleanor|Elizabeth|Emma|Freya|Gemma|Grace|\
                Hannah|Holly|Imogen|Isla|Jennifer|Jessica|Katherine|Laura|Lucy|Margaret|Megan|\
                Natalie|Olivia|Patricia|Phoebe|Rebecca|Rosie|Susan|Victoria|Zoe",
        men: "Adam|Andrew|Anthony|Ben|Callum|Christopher|Craig|Daniel|Dean|Edward|George|Graham|\
              Harry|Ian|Jack|James|Joshua|Lee|Liam|Luke|Mark|Martin|Michael|Nathan|Oliver|Paul|\
              Robert|Ryan|Scott|Simon|Thomas|William",
        family: "Abbott|Ainsworth|Appleby|Ashworth|Barlow|Bickerton|Blackwood|Booth|Bradshaw|\
                 Braithwaite|Brook|Butterworth|Caldwell|Carver|Chadwick|Clegg|Cooper|Crabtree|\
                 Crossley|Dawson|Denby|Dyson|Ellis|Fairclough|Farrow|Firth|Fletcher|Garside|\
                 Greenwood|Hainsworth|Haigh|Hargreaves|Hebden|Hirst|Holroyd|Howarth|Ibbotson|\
                 Jagger|Kershaw|Lockwood|Lumb|Marsden|Moorhouse|Naylor|Oldroyd|Pickles|Priestley|\
                 Ramsden|Rawnsley|Sagar|Shackleton|Shaw|Smith|Stansfield|Sugden|Sutcliffe|Thackray|\
                 Tordoff|Varley|Wadsworth|Whitaker|Wilkinson|Womersley|Yeadon",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "irish",
        women: "Aisling|Aoife|Bríd|Caoimhe|Ciara|Clodagh|Deirdre|Eimear|Fionnuala|Gráinne|Maeve|\
                Niamh|Nuala|Orla|Róisín|Sadhbh|Siobhán|Sinéad|Úna",
        men: "Brendan|Cathal|Ciarán|Colm|Conor|Cormac|Declan|Diarmuid|Donal|Eoin|Fergal|Fionn|\
              Lorcan|Oisín|Pádraig|Ruairí|Seán|Tadhg",
        family: "Brady|Byrne|Cullen|Daly|Doyle|Fitzgerald|Gallagher|Hickey|Kavanagh|Keane|Kelleher|\
                 Lenihan|MacCarthy|Mac Giolla|McGrath|Moran|Murphy|Nolan|O'Brien|O'Callaghan|\
                 O'Connor|O'Dowd|O'Neill|O'Sullivan|Ó Súilleabháin|Quinn|Rafferty|Tierney|Walsh",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "german",
        women: "Anja|Anna-Lena|Birgit|Claudia|Frauke|Greta|Heike|Ingrid|Jana|Katharina|Käthe|Lea|\
                Marie-Luise|Monika|Petra|Sabine|Silke|Ute|Wiebke",
        men: "Andreas|Bernd|Dieter|Felix|Florian|Günther|Hannes|Hans-Peter|Jens|Jörg|Jürgen|Karsten|\
              Lars|Matthias|Rainer|Sönke|Stefan|Thorsten|Uwe|Wolfgang",
        family: "Ahrens|Bäcker|Böhm|Brandt|Brüggemann|Claasen|Dörfler|Ebert|Fröhlich|Grün|Großmann|\
                 Hansen|Harms|Jäger|Köhler|Krüger|Lüders|Müller|Neumann|Petersen|Pöhlmann|Rübsam|\
                 Schäfer|Schröder|Strauß|Thießen|Vogel|von der Heide|Weiß|zu Rantzau|Zöllner",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "french",
        women: "Amélie|Anaïs|Aurélie|Brigitte|Chloé|Cécile|Delphine|Élodie|Estelle|Inès|Joëlle|\
                Manon|Marie-Claire|Noémie|Océane|Solène|Sylvie",
        men: "Antoine|Baptiste|Benoît|Cédric|Étienne|Florent|François|Gaël|Guillaume|Jean-Luc|\
              Jean-Marc|Jérôme|Loïc|Mathis|Olivier|Rémi|Thierry|Yann",
        family: "Bélanger|Blanchard|Bonnet|Caron|Chevalier|Courtois|de La Tour|Delacroix|Deschamps|\
                 D'Aubigny|Faure|Gauthier|Guérin|Hébert|Lefèvre|Lemaître|Marchand|Mercier|Noël|\
                 Pelletier|Perrault|Rivière|Rousselot|Tessier|Vasseur",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "spanish",
        women: "Ainhoa|Alba|Begoña|Carmen|Concepción|Elena|Inmaculada|Itziar|Lucía|María José|Marta|\
                Montserrat|Nuria|Paula|Pilar|Rocío|Sofía|Ximena",
        men: "Álvaro|Andrés|Borja|Cristóbal|Diego|Enrique|Fermín|Gonzalo|Iñaki|Javier|José Luis|\
              Joaquín|Martín|Nicolás|Óscar|Rubén|Sergio|Víctor",
        family: "Aguilar Peña|Blasco Ibarra|Cano Ortega|Delgado Ríos|Domínguez Vera|\
                 Echevarría Lasa|Esteban Moya|Ferrer Soler|García López|Gil Navarro|\
                 Gutiérrez Saiz|Herrero Prat|Iglesias Mena|Jiménez Oliva|Lozano Bravo|\
                 Márquez Tena|Muñoz Cobo|Núñez Galán|Ortiz de Zárate|Pérez Ruiz|Quintana Leal|\
                 Ramírez Sanz|Romero Vidal|Sáez Carrión|Vázquez Prieto|Zubiri Arana",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "portuguese",
        women: "Ana Rita|Beatriz|Catarina|Conceição|Filipa|Inês|Joana|Leonor|Luísa|Mafalda|Mariana|\
                Teresa",
        men: "Afonso|André|António|Duarte|Fábio|Gonçalo|João|Luís|Nuno|Rui|Simão|Tomás|Vasco",
        family: "Almeida Castro|Araújo|Azevedo Brandão|Barbosa|Carvalho|Conceição|Cordeiro|\
                 da Cunha|de Sá|dos Santos|Falcão|Gonçalves Pinho|Lourenço|Magalhães|Meireles|\
                 Neves|Simões|Teixeira|Vilaça",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "dutch",
        women: "Anneke|Annelies|Femke|Floor|Hanneke|Ilse|Liesbeth|Maaike|Marijke|Noor|Saskia|Tessa|\
                Willemijn",
        men: "Bart|Bas|Coen|Daan|Gijs|Henk|Jeroen|Joost|Koen|Maarten|Pieter|Ruben|Sjoerd|Thijs|Wim",
        family: "Bakker|de Graaf|de Wit|Dijkstra|Hoekstra|in 't Veld|Kuipers|Mulder|Postma|\
                 ten Brink|ter Horst|van 't Hof|van de Ven|van den Berg|van der Meer|van Dijk|\
                 van Rijn|Verhoeven|Visser|Zijlstra",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "polish",
        women: "Agnieszka|Aleksandra|Bożena|Danuta|Dorota|Elżbieta|Ewelina|Grażyna|Halina|Iwona|\
                Joanna|Justyna|Katarzyna|Małgorzata|Zofia|Żaneta",
        men: "Bartłomiej|Bogdan|Czesław|Dariusz|Grzegorz|Jacek|Jarosław|Kamil|Krzysztof|Łukasz|\
              Mateusz|Michał|Paweł|Przemysław|Sławomir|Wojciech|Zbigniew",
        family: "Adamczyk|Bąk|Brzęczyk|Chmielewski|Dąbrowski|Gołąb|Górski|Jabłoński|Kaźmierczak|\
                 Kowalczyk|Kozłowski|Krawczyk|Lewandowski|Majewski|Mazurek|Ostrowski|Pająk|\
                 Piątek|Sikorski|Szczepański|Ślusarczyk|Wójcik|Wróbel|Zając|Żak|Żuławski",
        family_women: "Adamczyk|Bąk|Brzęczyk|Chmielewska|Dąbrowska|Gołąb|Górska|Jabłońska|\
                       Kaźmierczak|Kowalczyk|Kozłowska|Krawczyk|Lewandowska|Majewska|Mazurek|\
                       Ostrowska|Pająk|Piątek|Sikorska|Szczepańska|Ślusarczyk|Wójcik|Wróbel|Zając|\
                       Żak|Żuławska",
        family_first: false,
    },
    Culture {
        name: "czech",
        women: "Alžběta|Barbora|Dagmar|Eliška|Hana|Kateřina|Lenka|Markéta|Radka|Šárka|Tereza|\
                Veronika|Zdeňka",
        men: "Břetislav|Dalibor|František|Honza|Jiří|Lukáš|Miloš|Ondřej|Petr|Radek|Štěpán|Tomáš|\
              Vojtěch|Zdeněk",
        family: "Bartoš|Beneš|Blažek|Čapek|Doležal|Fiala|Hájek|Hruška|Jelínek|Kadlec|Konečný|Kříž|\
                 Malý|Novák|Pospíšil|Říha|Sedláček|Šimek|Vaněk|Žižka",
        family_women: "Bartošová|Benešová|Blažková|Čapková|Doležalová|Fialová|Hájková|Hrušková|\
                       Jelínková|Kadlecová|Konečná|Křížová|Malá|Nováková|Pospíšilová|Říhová|\
                       Sedláčková|Šimková|Vaňková|Žižková",
        family_first: false,
    },
    Culture {
        name: "turkish",
        women: "Aslı|Ayşe|Burcu|Çiğdem|Defne|Elif|Gülşen|İpek|Nilüfer|Özge|Şebnem|Zeynep",
        men: "Barış|Cem|Çağrı|Doğan|Emre|Erdem|Gökhan|İbrahim|Kerem|Mehmet|Oğuz|Ömer|Tarık|Uğur",
        family: "Akın|Arslan|Aydoğan|Bozkurt|Çelik|Demirtaş|Erdoğdu|Güneş|Işık|Kılıç|Korkmaz|Öztürk|\
                 Şahin|Taşkın|Uysal|Yıldırım",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "vietnamese",
        women: "Bích Ngọc|Hồng Nhung|Kim Oanh|Lan Anh|Minh Châu|Mỹ Linh|Phương Thảo|Thanh Hà|\
                Thị Hương|Thu Trang",
        men: "Anh Tuấn|Công Minh|Đức Thịnh|Hữu Phước|Minh Quân|Quang Huy|Thành Đạt|Văn Hùng|Việt Dũng",
        family: "Bùi|Đặng|Đinh|Đỗ|Hoàng|Huỳnh|Lê|Lý|Ngô|Nguyễn|Phạm|Phan|Trần|Võ|Vũ",
        family_women: "",
        family_first: true,
    },
    Culture {
        name: "chinese",
        women: "Fang|Hui Min|Jia Yi|Jing|Li Ting|Mei Ling|Qian|Shu Fen|Wen|Xiao Yan|Xue|Ying|Zi Xuan",
        men: "Bo|Cheng|Guo Wei|Hao|Jian|Jun Jie|Kai Wen|Long|Ming|Tao|Wei|Yong|Zhi Hao",
        family: "Chan|Chen|Chua|Deng|Goh|Guo|Huang|Koh|Lim|Lin|Liu|Ng|Ong|Tan|Teo|Wang|Wong|Wu|Xu|\
                 Yeo|Zhang|Zhao|Zhou",
        family_women: "",
        family_first: true,
    },
    Culture {
        name: "japanese",
        women: "Ayaka|Chihiro|Emi|Hanako|Kaori|Keiko|Mai|Naoko|Sakura|Yoko|Yūko",
        men: "Daisuke|Haruto|Hiroshi|Kazuki|Kenji|Makoto|Ryō|Satoshi|Shō|Takeshi|Yūta",
        family: "Endō|Fujita|Hayashi|Ishikawa|Itō|Kobayashi|Kōno|Matsuda|Mori|Nakamura|Ōnishi|Saitō|\
                 Shimizu|Takahashi|Yamada",
        family_women: "",
        family_first: true,
    },
    Culture {
        name: "korean",
        women: "Eun-ji|Hye-jin|Ji-woo|Min-seo|Seo-yeon|Soo-ah|Yeon-hee|Yoo-jin",
        men: "Dong-hyun|Hyun-woo|Jae-sung|Jin-ho|Min-jun|Sang-min|Seung-ho|Tae-yang",
        family: "Ahn|Bae|Cho|Choi|Han|Hwang|Jeong|Jung|Kang|Kim|Kwon|Lee|Moon|Park|Shin|Yoon",
        family_women: "",
        family_first: true,
    },
    Culture {
        name: "indian",
        women: "Aarti|Aditi|Ananya|Bhavna|Deepa|Divya|Farida|Gurpreet|Kavita|Lakshmi|Meera|Nandini|\
                Neha|Pooja|Priyanka|Rashmi|Shreya|Sneha|Sunita|Swati|Vidya",
        men: "Abhijit|Aditya|Amit|Anand|Arjun|Ashok|Bilal|Chetan|Dinesh|Farhan|Ganesh|Harpreet|Imran|\
              Karthik|Manoj|Nikhil|Prakash|Rahul|Rajesh|Rohan|Sandeep|Sanjay|Suresh|Vikram",
        family: "Agarwal|Bhatt|Bose|Chatterjee|Chaudhary|Deshmukh|Deshpande|D'Souza|Fernandes|Gill|\
                 Gokhale|Gupta|Iyer|Jadhav|Joshi|Kapoor|Kaur|Khan|Krishnan|Kulkarni|Mehta|Menon|\
                 Mishra|Nair|Patel|Patil|Rao|Reddy|Sharma|Shinde|Singh|Subramaniam|Venkatesan|Verma",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "arabic",
        women: "Amal|Fatima|Hanan|Huda|Layla|Maryam|Noura|Rania|Salma|Samira|Yasmin|Zahra",
        men: "Abdullah|Ahmed|Bassam|Faisal|Hassan|Jamal|Khalid|Mahmoud|Mustafa|Omar|Samir|Tariq|\
              Youssef",
        family: "Abu Zaid|Al-Farsi|Al-Hashimi|Al-Najjar|Ben Ali|Bin Rashid|El-Amin|El Sayed|\
                 Haddad|Hamdan|Khoury|Mansour|Nasser|Qasim|Saleh|Shaheen|Zaki",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "greek",
        women: "Chrysoula|Dimitra|Eleni|Foteini|Georgia|Katerina|Maria|Sofia|Vasiliki",
        men: "Alexandros|Dimitris|Giorgos|Ioannis|Kostas|Nikos|Panagiotis|Spyros|Thanasis",
        family: "Anagnostou|Angelidis|Christodoulou|Georgiadis|Kanellopoulos|Karagiannis|\
                 Mavridis|Nikolaidis|Oikonomou|Papadakis|Stavrou|Triantafyllou",
        family_women: "Anagnostou|Angelidi|Christodoulou|Georgiadou|Kanellopoulou|Karagianni|\
                       Mavridou|Nikolaidou|Oikonomou|Papadaki|Stavrou|Triantafyllou",
        family_first: false,
    },
    Culture {
        name: "nigerian",
        women: "Adaeze|Amara|Bukola|Chiamaka|Chinwe|Folasade|Ifeoma|Ngozi|Ọlábísí|Temitope|Uche|\
                Yetunde",
        men: "Adebayo|Chidi|Chukwuemeka|Emeka|Ibrahim|Kelechi|Obinna|Olumide|Ọláwálé|Segun|Tunde|\
              Yusuf",
        family: "Abiola|Adekunle|Adeyemi|Afolabi|Balogun|Chukwu|Danjuma|Eze|Igwe|Nnamdi|Nwosu|Obi|\
                 Ogunleye|Okafor|Okonkwo|Okoro|Oladipo|Onyekachi|Uzoma",
        family_women: "",
        family_first: false,
    },
    Culture {
        name: "icelandic",
        women: "Ásdís|Björk|Guðrún|Hrafnhildur|Kristín|Þóra",
        men: "Ásgeir|Bjarni|Guðmundur|Hallgrímur|Sigurður|Þorsteinn",
        family: "Ásgeirsson|Bjarnason|Einarsson|Gunnarsson|Jónsson|Sigurðsson|Þórðarson",
        family_women: "Ásgeirsdóttir|Bjarnadóttir|Einarsdóttir|Gunnarsdóttir|Jónsdóttir|\
                       Sigurðardóttir|Þórðardóttir",
        family_first: false,
    },
    Culture {
        name: "hungarian",
        women: "Ágnes|Erzsébet|Ildikó|Katalin|Réka|Zsófia|Zsuzsanna",
        men: "Attila|Balázs|Csaba|Ferenc|Gábor|György|László|Zoltán",
        family: "Balogh|Bíró|Fekete|Hegedűs|Horváth|Kőszegi|Lőrincz|Nagy|Szabó|Takács|Tóth|Vörös",
        family_women: "",
        family_first: true,
    },
    Culture {
        name: "nordic",
        women: "Åsa|Astrid|Elin|Frida|Ingeborg|Karin|Kirsten|Linnéa|Maja|Solveig",
        men: "Anders|Bjørn|Erik|Håkon|Jesper|Kåre|Mikkel|Øyvind|Søren|Tønnes",
        family: "Bergström|Dahl|Ekström|Haugen|Høeg|Jørgensen|Kjær|Lindqvist|Nygård|Østergaard|\
                 Sjöberg|Sørensen|Thorvaldsen|Ågren",
        family_women: "",
        family_first: false,
    },
];

/// Every name of the table, for tests.
#[cfg(test)]
pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
    CULTURES
        .iter()
        .flat_map(|c| [c.women, c.men, c.family, c.family_women])
        .flat_map(|list| list.split('|'))
        .filter(|word| !word.is_empty())
}
