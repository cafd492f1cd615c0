"""Names written by hand, which no source package has or which are outdated there.

Urdu names are the common ones, given where GeoNames' Urdu catalogue has none. Positions are the longitude and latitude of
the middle of a label, not of a summit.
"""

from __future__ import annotations

# The drawing's spellings -> today's usual ones; frontier regions -> the districts that they joined in 2018.
DISTRICTS_RENAMED = {
    "Chaghai": "Chagai", "D I Khan": "Dera Ismail Khan", "Ghanhce": "Ghanche", "Haranai": "Harnai",
    "Hunza Nagar": "Hunza–Nagar", "Lakki": "Lakki Marwat", "Nankana Sahab": "Nankana Sahib",
    "Qambar Shahdatkot": "Qambar Shahdadkot", "Rahimyar Khan": "Rahim Yar Khan",
    "Shaikhupura": "Sheikhupura", "Sheerani": "Sherani", "Nawabshah": "Shaheed Benazirabad",
    "Naseerabad": "Nasirabad", "Bolan": "Kachhi",
}

# Natural Earth's `region_code` -> ISO 3166-2 and English name.
PROVINCES = {
    "PK-BA": ("PK-BA", "Balochistan"), "PK-NA": ("PK-GB", "Gilgit-Baltistan"),
    "PK-IS": ("PK-IS", "Islamabad Capital Territory"), "PK-JK": ("PK-JK", "Azad Jammu and Kashmir"),
    "PK-NW": ("PK-KP", "Khyber Pakhtunkhwa"), "PK-PB": ("PK-PB", "Punjab"), "PK-SD": ("PK-SD", "Sindh"),
}
TRIBAL_AREAS = "PK-TA"  # part of Khyber Pakhtunkhwa since 2018

# English, Urdu, longitude, latitude, rank (1 is first), minimum zoom.
COUNTRIES = (
    ("Pakistan", "پاکستان", 68.4, 29.2, 1, 2), ("Afghanistan", "افغانستان", 65.6, 33.8, 2, 2),
    ("Iran", "ایران", 57.0, 33.0, 2, 2), ("India", "بھارت", 78.5, 23.5, 1, 2),
    ("China", "چین", 84.5, 35.6, 2, 2), ("Tajikistan", "تاجکستان", 70.6, 38.7, 4, 3),
    ("Turkmenistan", "ترکمانستان", 59.8, 39.3, 3, 3), ("Uzbekistan", "ازبکستان", 65.2, 40.2, 4, 3),
    ("Nepal", "نیپال", 83.2, 28.9, 4, 4), ("Oman", "عمان", 57.0, 21.5, 4, 3),
    ("Kyrgyzstan", "کرغیزستان", 74.5, 41.5, 4, 4), ("United Arab Emirates", "متحدہ عرب امارات", 55.2, 24.0, 4, 4),
)

# English, Urdu, kind (range, desert, sea), longitude, latitude, minimum zoom.
LANDFORMS = (
    ("Hindu Kush", "کوہ ہندوکش", "range", 70.9, 35.7, 3), ("Karakoram", "کوہ قراقرم", "range", 76.2, 35.9, 3),
    ("Himalayas", "کوہ ہمالیہ", "range", 80.2, 30.6, 3), ("Sulaiman Range", "کوہ سلیمان", "range", 69.9, 30.7, 4),
    ("Chagai Hills", "چاغی کی پہاڑیاں", "range", 64.2, 29.40, 6), ("Ras Koh", "راس کوہ", "range", 65.2, 28.78, 6),
    ("Kirthar Range", "کوہ کیرتھر", "range", 67.15, 26.9, 5),
    ("Central Makran Range", "وسطی مکران", "range", 64.3, 26.6, 5),
    ("Toba Kakar Range", "توبہ کاکڑ", "range", 68.4, 31.25, 5), ("Salt Range", "کوہستان نمک", "range", 72.7, 32.65, 6),
    ("Spin Ghar", "کوہ سفید", "range", 70.1, 33.97, 6), ("Kohistan", "کوہستان", "range", 73.0, 35.3, 6),
    ("Pamir", "پامیر", "range", 73.4, 38.2, 4), ("Thar Desert", "صحرائے تھر", "desert", 71.0, 27.0, 4),
    ("Registan", "ریگستان", "desert", 64.8, 30.6, 5), ("Dasht-e Lut", "دشت لوط", "desert", 58.7, 30.5, 4),
    ("Taklamakan", "تکلا مکان", "desert", 82.0, 38.8, 4), ("Kharan Desert", "صحرائے خاران", "desert", 63.7, 27.9, 6),
    ("Arabian Sea", "بحیرہ عرب", "sea", 64.5, 22.2, 2), ("Gulf of Oman", "خلیج عمان", "sea", 59.3, 24.9, 4),
)

# Natural Earth's river name -> (English, Urdu). Names with "?" lost a letter in the source.
RIVERS = {
    "Indus": ("Indus", "دریائے سندھ"), "Jhelum": ("Jhelum", "دریائے جہلم"), "Chenab": ("Chenab", "دریائے چناب"),
    "Ravi": ("Ravi", "دریائے راوی"), "Sutlej": ("Sutlej", "دریائے ستلج"), "Beas": ("Beas", "دریائے بیاس"),
    "Helmand": ("Helmand", "دریائے ہلمند"), "Harirud": ("Harirud", "ہری رود"),
    "Amu Darya": ("Amu Darya", "آمو دریا"), "Panj": ("Panj", "دریائے پنج"), "Ganges": ("Ganges", "دریائے گنگا"),
    "Yamuna": ("Yamuna", "دریائے جمنا"), "Shiquan": ("Indus (Shiquan)", "دریائے سندھ"),
    "Mah?na Nad?": ("Mahanadi", ""), "God?vari": ("Godavari", ""), "Gh?ghara": ("Ghaghara", ""), "K?nes": ("Künes", ""),
}

# Places of Natural Earth or GeoNames -> the usual English spelling.
TOWNS_RENAMED = {
    "Mirput Khas": "Mirpur Khas", "Sialkote": "Sialkot", "Sheikhu Pura": "Sheikhupura", "Saidu": "Saidu Sharif",
    "Muzaffarābād": "Muzaffarabad", "Khushāb": "Khushab", "Umarkot": "Umerkot", "Vihari": "Vehari",
    "Attock City": "Attock", "Khairpur Mir’s": "Khairpur", "Daska Kalan": "Daska", "Nowshera Kalan": "Nowshera Kalan",
    "Bat Khela": "Batkhela", "Fatehjang": "Fateh Jang", "New Mirpur City": "Mirpur",
}

# English name -> Urdu of towns in Pakistan, as commonly written. It takes precedence over GeoNames, whose catalogue
# lacks most of them and has some with another town's name or in Arabic letters.
TOWNS_URDU = {
    "Karachi": "کراچی", "Lahore": "لاہور", "Islamabad": "اسلام آباد", "Rawalpindi": "راولپنڈی",
    "Peshawar": "پشاور", "Quetta": "کوئٹہ", "Multan": "ملتان", "Hyderabad": "حیدرآباد", "Faisalabad": "فیصل آباد",
    "Gujranwala": "گوجرانوالہ", "Sialkot": "سیالکوٹ", "Sheikhupura": "شیخوپورہ", "Sargodha": "سرگودھا",
    "Bahawalpur": "بہاولپور", "Bahawalnagar": "بہاولنگر", "Sukkur": "سکھر", "Larkana": "لاڑکانہ",
    "Mirpur Khas": "میرپور خاص", "Nawabshah": "نواب شاہ", "Okara": "اوکاڑہ", "Kasur": "قصور", "Sahiwal": "ساہیوال",
    "Jhang": "جھنگ", "Sadiqabad": "صادق آباد", "Dera Ismail Khan": "ڈیرہ اسماعیل خان",
    "Dera Ghazi Khan": "ڈیرہ غازی خان", "Rahim Yar Khan": "رحیم یار خان", "Gilgit": "گلگت", "Skardu": "سکردو",
    "Zhob": "ژوب", "Abbottabad": "ایبٹ آباد", "Kohat": "کوہاٹ", "Mansehra": "مانسہرہ", "Mardan": "مردان",
    "Saidu Sharif": "سیدو شریف", "Mingora": "مینگورہ", "Chitral": "چترال", "Bannu": "بنوں", "Battagram": "بٹگرام",
    "Muzaffarabad": "مظفر آباد", "Mirpur": "میرپور", "Kotli": "کوٹلی", "Rawalakot": "راولاکوٹ", "Bagh": "باغ",
    "Turbat": "تربت", "Gwadar": "گوادر", "Pasni": "پسنی", "Ormara": "اورماڑہ", "Khuzdar": "خضدار", "Hub": "حب",
    "Chaman": "چمن", "Pishin": "پشین", "Sibi": "سبی", "Kalat": "قلات", "Mastung": "مستونگ", "Nushki": "نوشکی",
    "Kharan": "خاران", "Loralai": "لورالائی", "Bela": "بیلہ", "Panjgur": "پنجگور", "Dalbandin": "دالبندین",
    "Nok Kundi": "نوکنڈی", "Taftan": "تفتان", "Mach": "مچھ", "Uthal": "اوتھل", "Awaran": "آواران",
    "Ziarat": "زیارت", "Harnai": "ہرنائی", "Duki": "دکی", "Kohlu": "کوہلو", "Dera Bugti": "ڈیرہ بگٹی",
    "Barkhan": "بارکھان", "Musa Khel Bazar": "موسیٰ خیل", "Surab": "سوراب", "Gandava": "گنداواہ",
    "Usta Muhammad": "اوستہ محمد", "Dera Murad Jamali": "ڈیرہ مراد جمالی", "Jiwani": "جیوانی",
    "Qila Saifullah": "قلعہ سیف اللہ", "Qila Abdullah": "قلعہ عبداللہ", "Muslim Bagh": "مسلم باغ",
    "Miran Shah": "میران شاہ", "Wana": "وانا", "Datta Khel": "دتہ خیل", "Tank": "ٹانک", "Parachinar": "پاڑاچنار",
    "Hangu": "ہنگو", "Karak": "کرک", "Lakki": "لکی", "Thal": "ٹل", "Swabi": "صوابی", "Topi": "ٹوپی",
    "Charsadda": "چارسدہ", "Nowshera": "نوشہرہ", "Shabqadar": "شبقدر", "Haripur": "ہری پور", "Timargara": "تیمرگرہ",
    "Dir": "دیر", "Daggar": "ڈگر", "Batkhela": "بٹ خیلہ", "Jamrud": "جمرود", "Landi Kotal": "لنڈی کوتل",
    "Sarai Naurang": "سرائے نورنگ", "Kulachi": "کلاچی", "Paharpur": "پہاڑپور", "Pabbi": "پبی", "Alpurai": "الپوری",
    "Chilas": "چلاس", "Gakuch": "گاہکوچ", "Aliabad": "علی آباد", "Khaplu": "خپلو",
    "Attock": "اٹک", "Chakwal": "چکوال", "Jhelum": "جہلم", "Gujrat": "گجرات", "Talagang": "تلہ گنگ",
    "Khewra": "کھیوڑہ", "Mianwali": "میانوالی", "Bhakkar": "بھکر", "Khushab": "خوشاب", "Jauharabad": "جوہر آباد",
    "Layyah": "لیہ", "Chiniot": "چنیوٹ", "Hafizabad": "حافظ آباد", "Mandi Bahauddin": "منڈی بہاؤالدین",
    "Narowal": "نارووال", "Toba Tek Singh": "ٹوبہ ٹیک سنگھ", "Pakpattan": "پاکپتن", "Vehari": "وہاڑی",
    "Lodhran": "لودھراں", "Khanewal": "خانیوال", "Muzaffargarh": "مظفر گڑھ", "Rajanpur": "راجن پور",
    "Jampur": "جام پور", "Kot Addu": "کوٹ ادو", "Taunsa": "تونسہ", "Khanpur": "خان پور", "Hasilpur": "حاصل پور",
    "Burewala": "بورے والا", "Arifwala": "عارف والا", "Arif Wala": "عارف والا", "Chichawatni": "چیچہ وطنی",
    "Mian Channun": "میاں چنوں", "Wazirabad": "وزیر آباد", "Daska": "ڈسکہ", "Kamoke": "کامونکی",
    "Shakargarh": "شکر گڑھ", "Pasrur": "پسرور", "Mailsi": "میلسی", "Shujaabad": "شجاع آباد",
    "Harunabad": "ہارون آباد", "Fort Abbas": "فورٹ عباس", "Dipalpur": "دیپالپور", "Haveli Lakha": "حویلی لکھا",
    "Jalalpur Pirwala": "جلال پور پیر والا", "Jalalpur Jattan": "جلال پور جٹاں", "Wah Cantt": "واہ کینٹ",
    "Wah": "واہ", "Taxila": "ٹیکسلا", "Murree": "مری", "Kahuta": "کہوٹہ", "Gujar Khan": "گوجر خان",
    "Pindi Gheb": "پنڈی گھیب", "Fateh Jang": "فتح جنگ", "Kamra": "کامرہ", "Kundian": "کندیاں",
    "Chak Jhumra": "چک جھمرہ", "Sangla Hill": "سانگلہ ہل", "Shahkot": "شاہکوٹ", "Pattoki": "پتوکی",
    "Kot Radha Kishan": "کوٹ رادھا کشن", "Chunian": "چونیاں", "Phool Nagar": "پھول نگر", "Kabirwala": "کبیر والا",
    "Phalia": "پھالیہ", "Minchinabad": "منچن آباد", "Kahror Pakka": "کہروڑ پکا", "Darya Khan": "دریا خان",
    "Dunyapur": "دنیا پور", "Jahanian": "جہانیاں", "Pir Mahal": "پیر محل", "Kot Mumin": "کوٹ مومن",
    "Dadu": "دادو", "Jacobabad": "جیکب آباد", "Shikarpur": "شکارپور", "Khairpur": "خیرپور", "Ghotki": "گھوٹکی",
    "Kandhkot": "کندھ کوٹ", "Kashmor": "کشمور", "Daharki": "ڈہرکی", "Mirpur Mathelo": "میرپور ماتھیلو",
    "Pano Aqil": "پنو عاقل", "Rohri": "روہڑی", "Moro": "مورو", "Sanghar": "سانگھڑ", "Shahdadpur": "شہداد پور",
    "Tando Adam": "ٹنڈو آدم", "Tando Allahyar": "ٹنڈو الہ یار", "Tando Muhammad Khan": "ٹنڈو محمد خان",
    "Tando Jam": "ٹنڈو جام", "Umerkot": "عمرکوٹ", "Mithi": "مٹھی", "Islamkot": "اسلام کوٹ", "Badin": "بدین",
    "Thatta": "ٹھٹہ", "Matli": "ماتلی", "Hala": "ہالا", "Sehwan": "سیہون", "Kotri": "کوٹری", "Jamshoro": "جامشورو",
    "Kunri": "کنری", "Digri": "ڈگری", "Thul": "ٹھل", "Kambar": "قمبر", "Shahdad Kot": "شہداد کوٹ",
    "Nankana Sahib": "ننکانہ صاحب", "Nagar Parkar": "نگر پارکر", "Diplo": "ڈپلو", "Sakrand": "سکرنڈ",
    "Malir Cantonment": "ملیر کینٹ", "Qadirpur Ran": "قادر پور راں", "Ubauro": "اوباڑو", "Mehar": "میہڑ",
    "Talhar": "تلہار", "Dajal": "داجل", "Dhirkot": "دھیرکوٹ", "Garhi Khairo": "گڑھی خیرو", "Eminabad": "ایمن آباد",
    "Manjhand": "مانجھند", "Daur": "دوڑ", "Khurarianwala": "کھرڑیانوالہ", "Zahir Pir": "ظاہر پیر",
    "Hujra Shah Muqim": "حجرہ شاہ مقیم", "Basirpur": "بصیر پور", "Faqirwali": "فقیر والی", "Yazman": "یزمان",
    "Buni": "بونی", "Kandiaro": "کنڈیارو", "Washuk": "واشک", "Tangi": "تنگی", "Malakwal": "ملکوال",
    "Ranipur": "رانی پور", "Naudero": "نوڈیرو", "Sharqpur Sharif": "شرقپور شریف", "Kahna Nau": "کاہنہ نو",
}

# The same for cities in neighbouring countries that GeoNames' catalogue lacks.
NEIGHBOURS_URDU = {
    "New Delhi": "نئی دہلی", "Dushanbe": "دوشنبہ", "Kandahar": "قندھار", "Samarqand": "سمرقند",
    "Ludhiana": "لدھیانہ", "Faridabad": "فرید آباد", "Ghaziabad": "غازی آباد", "Rajkot": "راجکوٹ",
    "Chandigarh": "چنڈی گڑھ", "Gwalior": "گوالیار", "Kota": "کوٹا", "Moradabad": "مراد آباد", "Andijon": "اندیجان",
    "Saharanpur": "سہارنپور", "Herat": "ہرات", "Mazar-e Sharif": "مزار شریف", "Shache": "یارقند",
    "Khujand": "خجند", "Birjand": "بیرجند", "Zabol": "زابل", "Baghlan": "بغلان", "Termiz": "ترمذ",
    "Kashmar": "کاشمر", "Bam": "بم", "Bamian": "بامیان", "Khorugh": "خاروغ", "Jhansi": "جھانسی",
    "Dehra Dun": "دہرہ دون", "Jalalabad": "جلال آباد", "Bikaner": "بیکانیر", "Sikar": "سیکر", "Osh": "اوش",
    "Bhilwara": "بھیلواڑہ", "Qoqon": "خوقند", "Patiala": "پٹیالہ", "Sagar": "ساگر", "Ratlam": "رتلام",
    "Panipat": "پانی پت", "Bharatpur": "بھرت پور", "Karnal": "کرنال", "Pali": "پالی", "Gandhinagar": "گاندھی نگر",
    "Tonk": "ٹونک", "Sirsa": "سرسہ", "Balkh": "بلخ", "Baramula": "بارہ مولہ", "Quchan": "قوچان",
    "Ghazni": "غزنی", "Abohar": "ابوہر", "Kulob": "کولاب", "Torbat-e Jam": "تربت جام", "Gardiz": "گردیز",
    "Gardez": "گردیز", "Andkhvoy": "اندخوئی", "Feyzabad": "فیض آباد", "Qalat": "قلات", "Phagwāra": "پھگواڑہ",
    "Bathinda": "بٹھنڈہ", "Batāla": "بٹالہ", "Firozpur": "فیروزپور", "Khōst": "خوست", "Khost": "خوست",
}

# District -> Urdu, unless a town of the same name gives it.
DISTRICTS_URDU = {
    "Chagai": "چاغی", "North Waziristan": "شمالی وزیرستان", "South Waziristan": "جنوبی وزیرستان",
    "Kurram": "کرم", "Orakzai": "اورکزئی", "Khyber": "خیبر", "Mohmand": "مہمند", "Bajaur": "باجوڑ",
    "Upper Dir": "دیر بالا", "Lower Dir": "دیر زیریں", "Swat": "سوات", "Shangla": "شانگلہ", "Buner": "بونیر",
    "Malakand": "مالاکنڈ", "Kohistan": "کوہستان", "Lakki Marwat": "لکی مروت", "Ghizer": "غذر",
    "Hunza–Nagar": "ہنزہ نگر", "Diamer": "دیامر", "Astore": "استور", "Ghanche": "گانچھے", "Neelum": "نیلم",
    "Bhimber": "بھمبر", "Poonch": "پونچھ", "Sudhnati": "سدھنوتی", "Haveli": "حویلی", "Hattian": "ہٹیاں",
    "Kech": "کیچ", "Lasbela": "لسبیلہ", "Washuk": "واشک", "Killa Abdullah": "قلعہ عبداللہ",
    "Killa Saifullah": "قلعہ سیف اللہ", "Musakhel": "موسیٰ خیل", "Sherani": "شیرانی", "Kachhi": "کچھی",
    "Jhal Magsi": "جھل مگسی", "Jafarabad": "جعفر آباد", "Nasirabad": "نصیر آباد", "Tharparkar": "تھرپارکر",
    "Kashmore": "کشمور", "Matiari": "مٹیاری", "Qambar Shahdadkot": "قمبر شہدادکوٹ",
    "Naushahro Firoze": "نوشہرو فیروز", "Shaheed Benazirabad": "شہید بینظیر آباد",
}
