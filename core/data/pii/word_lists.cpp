#include "core/data/pii/word_lists.h"

namespace tunesmith::pii {

namespace {

/// The words of a text, which are separated by `separator` and live as long as it does.
WordSet wordsOf(std::string_view text, char separator = ' ') {
    WordSet words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) words.insert(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace

const WordSet& givenNames() {
    static const WordSet names = wordsOf(
        "James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark "
        "Donald Steven Paul "
        "Andrew Joshua Kenneth Kevin Brian George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric "
        "Jonathan Stephen Larry "
        "Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron "
        "Jose Adam Henry Nathan "
        "Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Keith Christian Roger Noah Gerald Carl Terry Sean "
        "Austin Arthur Lawrence Jesse "
        "Dylan Bryan Joe Jordan Billy Bruce Albert Willie Gabriel Logan Alan Juan Wayne Roy Ralph Randy Eugene Vincent "
        "Russell Elijah Louis "
        "Bobby Philip Johnny Liam Oliver Lucas Mason Harry Oscar Leo Theo Freddie Archie Alfie Callum Rory Ewan Hamish "
        "Angus Declan Niall "
        "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Margaret Sandra "
        "Ashley Kimberly Emily "
        "Donna Michelle Carol Amanda Dorothy Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy "
        "Angela Shirley Anna Brenda "
        "Pamela Emma Nicole Helen Samantha Katherine Christine Debra Rachel Carolyn Janet Catherine Maria Heather "
        "Diane Ruth Julie Olivia "
        "Joyce Virginia Victoria Kelly Lauren Christina Joan Evelyn Judith Megan Andrea Cheryl Hannah Jacqueline "
        "Martha Gloria Teresa Ann "
        "Sara Madison Frances Kathryn Janice Jean Abigail Alice Julia Judy Sophia Grace Denise Amber Doris Marilyn "
        "Danielle Beverly Isabella "
        "Theresa Diana Natalie Brittany Charlotte Marie Kayla Alexis Lori Ava Mia Chloe Ella Lily Zoe Lucy Sophie "
        "Ellie Freya Isla Fiona "
        "Ahmed Mohammed Muhammad Mohamed Ali Hassan Hussein Omar Ibrahim Yusuf Youssef Khalid Abdullah Mustafa Karim "
        "Tariq Bilal Fatima "
        "Aisha Zainab Maryam Layla Leila Noor Amina Khadija Yasmin Samira Hana Salma Rania Mehmet Mustafa Emre Murat "
        "Hüseyin Ayşe Elif Zeynep "
        "Raj Rahul Amit Sanjay Vijay Arjun Rohan Anil Suresh Ramesh Rajesh Vikram Deepak Manoj Priya Anjali Pooja Neha "
        "Sunita Kavita Lakshmi "
        "Divya Aarav Ananya Meera Wei Ming Jing Li Xiao Hui Yan Fang Lei Jun Yong Hiroshi Takashi Kenji Yuki Haruto "
        "Akira Satoshi Sakura Yui "
        "Keiko Yoko Akiko Minjun Jihoon Seoyeon Jiwoo Minh Linh Nguyen Thanh Huong Olga Svetlana Natalia Tatiana Irina "
        "Elena Ekaterina "
        "Anastasia Dmitri Dmitry Sergei Sergey Vladimir Ivan Alexei Mikhail Nikolai Boris Igor Oleg Yuri Pavel Andrei "
        "Hans Peter Klaus Jürgen Wolfgang Günter Dieter Manfred Uwe Helmut Bernd Gerhard Horst Heinz Karl Rainer "
        "Stefan Andreas Martin "
        "Matthias Markus Sebastian Florian Jan Lukas Jonas Felix Maximilian Tobias Sven Torsten Thorsten Ulrich "
        "Friedrich Johannes Ursula "
        "Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Gisela Claudia Susanne Gabriele Birgit "
        "Heike Anke Katrin "
        "Kathrin Anja Sandra Nicole Melanie Jana Lena Leonie Hannah Lea Marie Johanna Greta Frieda Jörg Björn "
        "Anneliese Hildegard Gertrud "
        "Jean Pierre Michel André Philippe Alain Bernard Jacques Daniel Christophe Nicolas Julien Thierry Laurent "
        "Sébastien François Olivier "
        "Guillaume Antoine Hugo Mathieu Baptiste Camille Nathalie Isabelle Sylvie Catherine Françoise Monique Martine "
        "Véronique Sandrine "
        "Céline Aurélie Émilie Chloé Manon Léa Inès Jeanne Hélène Élodie Margaux Amélie Juliette "
        "Antonio José Manuel Francisco Juan Javier Carlos Miguel Alejandro Pablo Pedro Luis Jorge Sergio Fernando "
        "Alberto Diego Álvaro Raúl "
        "Enrique Ramón Andrés Rafael Mateo Santiago Carmen María Josefa Isabel Dolores Pilar Ana Cristina Lucía Paula "
        "Rosario Mercedes Elena "
        "Marta Raquel Silvia Beatriz Rocío Sofía Valentina Camila Ximena Guadalupe Consuelo João Pedro Paulo Rodrigo "
        "Thiago Gustavo Felipe "
        "Bruno Rui Nuno Beatriz Mariana Inês Joana Catarina Fernanda Juliana Larissa "
        "Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno "
        "Paolo Michele Giorgio "
        "Aldo Luca Marco Matteo Lorenzo Alessandro Andrea Davide Simone Federico Stefano Roberto Giulia Francesca "
        "Chiara Sara Martina "
        "Alessia Giorgia Elisa Valentina Federica Paola Lucia Rosa Angela Giovanna Teresa Caterina "
        "Jan Piet Kees Johan Willem Hendrik Pieter Daan Sem Bram Thijs Sanne Anouk Femke Lotte Fleur Maaike Marieke "
        "Erik Lars Anders Johan "
        "Nils Gustav Karin Astrid Ingrid Annika Birgitta Kerstin Sven Mikael Magnus Ole Knut Bjørn Kari Liv Søren "
        "Mette Jens Lene Mikko "
        "Juha Matti Pekka Aino Päivi Katarzyna Agnieszka Małgorzata Krzysztof Piotr Tomasz Paweł Marek Grzegorz Zofia "
        "Magdalena Jakub "
        "Amara Chidi Ngozi Kwame Kofi Ama Abena Thabo Sipho Nomsa Tendai Fatou Mamadou Aminata Will Rose Hope Faith "
        "Joy Dawn Crystal Iris "
        "Ivy Violet Daisy Ruby Pearl Chase Drew Grant Miles Pat Rob Bill Sue Art April May June Autumn Summer Max Tom "
        "Ben Sam Nick Matt Mike "
        "Dave Steve Chris Alex Kate Liz Meg Beth Tim Jim Bob Dan Greg Jeff Tony Fred Ted Ron Don Ray Jay "
        // common in their countries, the world over
        "Liv Ole Aidan Brendan Connor Finn Grainne Aoife Niamh Saoirse Ciara Sinead Deirdre Maeve Eoin Cormac Gareth "
        "Rhys Dylan Owen Bronwyn Carys Megan Ffion Iain Malcolm Morag Kirsty Shona Nigel Trevor Clive Graham Geoffrey "
        "Rupert Hugh Alistair Gemma Tracey Joanne Alison Lorraine Maureen Sheila Doreen Hilary Imogen Phoebe Poppy "
        "Jasmine Holly Jade Harriet Eleanor Florence Matilda Georgia Zara Caitlin Brooke Paige Hailey Kaitlyn "
        "Mackenzie Peyton Savannah Aaliyah Destiny Ebony Latoya Keisha Tamika Malik Jamal Darnell Terrence Marcus "
        "Andre Reginald Tyrone Jermaine Lamar Deshawn Isaiah Caleb Luke Evan Cody Travis Dustin Derek Shane Craig "
        "Todd Chad Brett Wyatt Colton Hunter Landon Jaxon Levi Wendell Leonard Norman Stanley Herbert Alfred Ernest "
        "Clarence Lloyd Leroy Glenn Ross Neil Simon Adrian Julian Dominic Damian Sheldon Wesley Warren Gilbert Roland "
        "Rodney Holger Detlef Jens Dirk Ralf Volker Axel Joachim Lothar Hartmut Rolf Werner Siegfried Eberhard Egon "
        "Emil Anton Moritz Philipp Niklas Luis Elias Noah Julius Konstantin Jannik Timo Nils Marcel Patrick Dennis "
        "Kevin Marvin Robin Annette Ulrike Angelika Barbara Cornelia Doris Elke Gudrun Hannelore Ilse Inge Irmgard "
        "Jutta Kerstin Margarete Margit Marlene Martina Nadine Regina Rita Silke Silvia Simone Sonja Stefanie Steffi "
        "Tanja Ute Vera Waltraud Yvonne Carina Franziska Theresa Luisa Mia Emilia Lina Clara Ida Frida Mathilda "
        "Paulina Antonia Svenja Wiebke Anneke Fatma Ayse Emine Hatice Hülya Gülsen Sevgi Derya Özlem Aylin Ahmet Ali "
        "Hasan Hüseyin İbrahim Osman Kemal Orhan Cem Can Deniz Burak Kerem Serkan Tolga Onur Volkan Selin Ebru Esra "
        "Merve Büşra Joost Jeroen Bart Wim Gerrit Maarten Ruud Marco Sjoerd Wouter Ruben Lucas Marloes Esther Monique "
        "Saskia Wilma Fredrik Björn Stefan Mats Göran Lennart Bengt Gunnar Håkan Per Ulf Oskar Elin Maja Ebba Ingela "
        "Gunilla Kristina Eva Ulla Henrik Morten Rasmus Mads Frederik Kasper Anne Kirsten Hanne Bente Inger Solveig "
        "Marit Silje Sigrid Tone Øyvind Terje Trond Geir Kjell Arne Odd Antti Jukka Kari Heikki Juhani Eero Veikko "
        "Tuula Ritva Liisa Anneli Kaisa Sari Jón Guðmundur Sigurður Guðrún Sigríður Kristín Anna Thibault Maxime "
        "Romain Florian Quentin Clément Alexandre Vincent Damien Fabien Cédric Benoît Stéphane Gilles Yves Serge "
        "Gérard René Roger Lucien Étienne Rémi Loïc Yann Arnaud Mathilde Océane Pauline Marine Laure Justine Aude "
        "Delphine Corinne Brigitte Martine Josiane Odile Geneviève Colette Thérèse Clémence Solène Anaïs Lucie Margot "
        "Maëlle Noémie Gaëlle Iker Aitor Jordi Pau Marc Xavier Oriol Montserrat Núria Mireia Laia Joan Ignacio "
        "Gonzalo Álvaro Hugo Adrián Iván Rubén Óscar Víctor Guillermo Ricardo Eduardo Arturo Ernesto Gerardo Hernán "
        "Joaquín Leonardo Mauricio Nicolás Rodrigo Sebastián Tomás Emilio Esteban Felipe Gabriela Daniela Mariana "
        "Paola Verónica Patricia Alejandra Fernanda Natalia Carolina Lorena Marcela Claudia Adriana Yolanda Rocío "
        "Inmaculada Concepción Encarnación Remedios Milagros Esperanza Leticia Itzel Xiomara Yesenia Marisol Noelia "
        "Wilmer Jhon Edwin Nelson Wilson Thaís Tiago Caio Vinícius Matheus Leandro Marcelo Renato Sérgio Luiz Luís "
        "Fábio Márcio Márcia Cláudia Patrícia Letícia Vitória Luana Bruna Camila Débora Tatiane Aline Simão Duarte "
        "Gonçalo Vasco Afonso Salvador Ottavio Riccardo Gianluca Gianni Massimo Maurizio Claudio Fabio Enrico "
        "Emanuele Nicola Raffaele Gennaro Ciro Pasquale Antonella Laura Roberta Sabrina Simona Monica Cristina "
        "Patrizia Ilaria Serena Elena Camilla Beatrice Ludovica Ginevra Aurora Andrzej Jerzy Stanisław Zbigniew "
        "Ryszard Wojciech Jarosław Mateusz Kamil Bartosz Michał Łukasz Rafał Marcin Maciej Maria Ewa Krystyna "
        "Elżbieta Teresa Joanna Danuta Halina Bożena Beata Dorota Grażyna Urszula Aleksandra Karolina Justyna Zdeněk "
        "Jiří Václav Jaroslav Miroslav Josef Karel Ondřej Vojtěch Petr Tomáš Lukáš Jana Lenka Kateřina Hana Věra "
        "Alena Zdenka Zoltán László István József Gábor Attila Tamás Ferenc Sándor Balázs Katalin Ilona Erzsébet "
        "Zsuzsanna Ágnes Éva Réka Ioana Andreea Mihai Radu Bogdan Florin Cristian Gheorghe Vasile Dragan Zoran Goran "
        "Milan Nenad Slobodan Marko Nikola Jelena Milica Ivana Dragana Ljubica Snežana Vesna Ana Petra Tomislav Ante "
        "Josip Nikolaos Giorgos Georgios Dimitris Dimitrios Yannis Ioannis Kostas Konstantinos Panagiotis Vasilis "
        "Eleni Katerina Sofia Despina Ioanna Georgi Ivanka Dimitar Stoyan Yordanka Anastasiya Oksana Natalya Yulia "
        "Svitlana Halyna Lyudmila Galina Nina Tamara Valentina Larisa Lidia Zinaida Alina Daria Darya Ksenia Polina "
        "Andriy Oleksandr Volodymyr Serhiy Mykola Vasyl Taras Bohdan Viktor Maxim Maksim Artem Kirill Roman Ruslan "
        "Rustam Timur Aleksandr Aleksei Nino Giorgi Davit Tamar Armen Ani Anahit Tigran Hayk Karen Aigul Gulnara "
        "Nursultan Marat Batbayar Farhad Reza Mehdi Hossein Amir Behrouz Shirin Parisa Nasrin Zahra Maryam Mahsa "
        "Nazanin Abdul Abdulrahman Abdulaziz Saad Faisal Fahad Sultan Saud Majid Nasser Rashid Hamid Samir Walid Ziad "
        "Nabil Tarek Sherif Mahmoud Ahmad Hamza Anas Zakaria Rachid Said Youssef Abdelkader Farid Nadia Huda Ghada "
        "Sana Dina Mona Nour Rana Reem Sara Sawsan Wafa Hanan Latifa Naima Souad Houda Shazia Saima Nusrat Farhana "
        "Rukhsana Sadia Imran Usman Asif Zahid Shahid Kamran Adnan Naveed Gurpreet Harpreet Manpreet Jaspreet Amrit "
        "Balwinder Ravi Sunil Ajay Vinod Ashok Prakash Dinesh Mukesh Rakesh Sandeep Nitin Ankit Aditya Karthik "
        "Venkatesh Srinivas Ganesh Krishna Murali Senthil Arun Rekha Geeta Sita Usha Asha Shanti Nisha Ritu Swati "
        "Sneha Shreya Aishwarya Deepika Padma Radha Saraswati Nirmala Kamala Debjani Ananda Nimal Thilini Chamari "
        "Bishnu Ram Hari Maya Xin Xiaoming Xiaoling Jian Qiang Hong Mei Ying Juan Na Min Tao Bo Chao Peng Hao Yu Jie "
        "Ling Zhi Zhen Daisuke Shota Kenta Ryo Ren Sota Yuto Naoki Kazuki Tomoko Naoko Yumi Mayumi Emi Aya Haruka "
        "Misaki Nanami Hina Kaori Shinichi Kazuo Noboru Minseo Jiyoung Eunji Hyejin Soyeon Jisoo Sungmin Jaehyun "
        "Donghyun Hyunwoo Junho Seojun Huy Tuan Dung Hung Quang Duc Hoa Lan Mai Thu Trang Ngoc Phuong Thao Quynh Siti "
        "Nur Dewi Putri Sri Agus Budi Eko Bambang Joko Rizky Aisyah Nurul Farah Somchai Somsak Nattaporn Siriporn "
        "Malee Maricel Jocelyn Rowena Analyn Jomar Reynaldo Rodel Oluwaseun Oluwatobi Adebayo Babatunde Olumide "
        "Folake Yetunde Chinedu Emeka Obinna Chukwuemeka Ifeoma Chioma Nneka Adaeze Uche Musa Sani Kwabena Yaw Kojo "
        "Akosua Adwoa Esi Efua Wanjiru Njeri Kamau Mwangi Otieno Achieng Wambui Juma Amani Neema Zawadi Baraka "
        "Tesfaye Abebe Haile Selam Tigist Bekele Almaz Bongani Themba Mandla Zanele Thandiwe Nomvula Lerato Naledi "
        "Tshepo Kagiso Ayanda Farai Tatenda Rudo Chipo Mamadou Moussa Ibrahima Cheikh Ousmane Abdoulaye Mariama Awa "
        "Aïssatou Kaimana Leilani Keanu Mere Aroha Tane Sione Mele");
    return names;
}

const WordSet& familyNames() {
    static const WordSet names = wordsOf(
        "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson "
        "Anderson Thomas Taylor "
        "Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen "
        "King Wright Scott "
        "Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez "
        "Phillips Evans Turner Diaz "
        "Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper "
        "Peterson Bailey Reed "
        "Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price "
        "Alvarez Castillo "
        "Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler "
        "Henderson Barnes Gonzales "
        "Fisher Vasquez Simmons Romero Jordan Patterson Alexander Hamilton Graham Reynolds Griffin Wallace Moreno West "
        "Cole Hayes Bryant "
        "Herrera Gibson Ellis Tran Medina Aguilar Stevens Murray Ford Castro Marshall Owens Harrison Fernandez "
        "McDonald Woods Washington "
        "Kennedy Wells Vargas Henry Chen Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon "
        "Mendez Silva Shaw "
        "Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Rose Stone Salazar Fox Warren "
        "Mills Meyer Rice "
        "Schmidt Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer "
        "Hawkins O'Brien O'Connor "
        "Davies Khan Walsh Clarke Begum Ahmed Hussain Ali Singh Kaur Sharma Gupta Kumar Verma Reddy Rao Iyer Nair "
        "Mehta Shah Joshi Desai Das "
        "Mukherjee Banerjee Chatterjee Wang Li Zhang Liu Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin Ho Wong Chan "
        "Cheung Lam Leung Ng Tan "
        "Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Yamaguchi "
        "Matsumoto Inoue Kimura "
        "Park Choi Jung Kang Cho Yoon Jang Lim Pham Huynh Hoang Vu Vo Dang Bui Do Ngo Duong Ivanov Ivanova Smirnov "
        "Kuznetsov Popov Petrov "
        "Petrova Sokolov Volkov Novikov Morozov Kovalenko Shevchenko Bondarenko Müller Schmidt Schneider Fischer Weber "
        "Meyer Wagner Becker "
        "Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger "
        "Hofmann Hartmann Lange Schmitt "
        "Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser "
        "Fuchs Peters Lang Scholz "
        "Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann "
        "Franke Albrecht Schuster "
        "Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich "
        "Brandt Haas Schreiber Graf "
        "Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Voigt Sauer Arnold Wolff Pfeiffer Bernard Dubois "
        "Thomas Robert Richard "
        "Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel "
        "Girard André Lefèvre "
        "Mercier Dupont Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Roussel "
        "Nicolas Perrin Morin "
        "Mathieu Clément Gauthier Dumont Fontaine Chevalier Robin Masson Gérard Nguyen Boyer Denis Lemaire Duval Joly "
        "García González "
        "Rodríguez Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz "
        "Álvarez Romero Alonso "
        "Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega "
        "Delgado Ortiz Marín Rubio "
        "Núñez Iglesias Castro Garrido Santos Cortés Castillo Lozano Guerrero Cano Prieto Méndez Cruz Flores Herrera "
        "Peña Rossi Russo Ferrari "
        "Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi "
        "Moretti Barbieri Fontana "
        "Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Silva Santos "
        "Ferreira Pereira Oliveira "
        "Sousa Rodrigues Martins Fernandes Gonçalves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes "
        "Nunes Soares Vieira Lima "
        "Barbosa Souza Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Smits "
        "Peeters Janssens Maes "
        "Jacobs Mertens Willems Claes Goossens Wouters Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson "
        "Persson Svensson Gustafsson "
        "Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Nielsen Christensen Rasmussen "
        "Sørensen Petersen Madsen "
        "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Nowak Kowalski Kowalska Wiśniewski Wójcik "
        "Kowalczyk Kamiński Lewandowski "
        "Zieliński Szymański Woźniak Novák Svoboda Novotný Dvořák Horváth Kovács Nagy Tóth Szabó Popescu Ionescu Popa "
        "Yılmaz Kaya Demir Çelik "
        "Şahin Yıldız Öztürk Aydın Papadopoulos Okafor Okonkwo Adeyemi Mensah Owusu Dlamini Nkosi Ndlovu Mokoena "
        "Diallo Traoré Haddad Mansour");
    return names;
}

const WordSet& ambiguousNames() {
    static const WordSet names = wordsOf(
        "Will Rose Hope Faith Joy Dawn Crystal Iris Ivy Violet Daisy Ruby Pearl Chase Drew Grant Miles Pat Rob Bill "
        "Sue Art April May June "
        "Autumn Summer Max Mark Grace Amber Frank Jack Ray Jay Christian Austin Jordan Madison Virginia Charlotte Jean "
        "Don Harry Carol Li Jun "
        "Yan Scott Dan Logan Mason Sun Long Lily Victoria Sem Ming Jan Liv Noor Ali Brook Ashley Logan Gary Terry "
        "Randy Wei Lei Summer Ivan");
    return names;
}

const WordSet& ambiguousFamilies() {
    static const WordSet names = wordsOf(
        "Brown Jones White King Wright Scott Hill Green Baker Hall Carter Turner Parker Cook Rogers Morgan Cooper "
        "Bailey Reed Ward Brooks Wood Bennett Gray Price Long Ross Foster Bell Butler Barnes Fisher West Cole Hayes "
        "Ford Marshall Woods Washington Wells Freeman Burns Porter Hunter Gordon Mason Hunt Holmes Palmer Black Rose "
        "Stone Fox Warren Mills Rice Nichols Weaver Gardner Payne Grant Young Page Allen Walker Lee Lewis Kelly "
        "Howard Jordan Hamilton Wallace Harrison Alexander Lincoln Victoria Day Cross Church Lane Park Best Klein "
        "Wolf Schwarz Lange König Kaiser Vogel Winter Sommer Stein Engel Horn Graf Koch Bauer Richter Jung Groß Kraus "
        "Beck Keller Berger Roth Busch Jäger Schreiber Schuster Fuchs Braun Weiß Böhm Brandt Frank Arnold Martin "
        "Simon Petit Blanc Roux Faure Garnier Fontaine Chevalier Masson Legrand Mercier Martini Conti Costa Leone "
        "Greco Romano Marino Fontana Longo Gentile Ferrari Colombo Cruz Flores Torres Castillo Blanco Rubio Cano "
        "Prieto Iglesias Guerrero Serrano Molina Rivera Santos Reyes Ramos Pinto Lima Silva Bos Vos Smit Bakker "
        "Visser Mulder Santiago Sun Ma Hu Lin Ho Wong Tan Ng Do Vo Vu Ngo Das Ali Kim Lim Choi Cho Kang Singh Li Wu "
        "Xu Chan Lam");
    return names;
}

const WordSet& cities() {
    static const WordSet names = wordsOf(
        "London|Manchester|Birmingham|Leeds|Liverpool|Sheffield|Bristol|Newcastle|Nottingham|Leicester|Oxford|"
        "Cambridge|Brighton|Edinburgh|"
        "Glasgow|Aberdeen|Cardiff|Swansea|Belfast|Dublin|Cork|Galway|New York|Los "
        "Angeles|Chicago|Houston|Phoenix|Philadelphia|San Antonio|"
        "San Diego|Dallas|San Jose|Jacksonville|Fort Worth|Columbus|Indianapolis|San "
        "Francisco|Seattle|Denver|Boston|Nashville|Detroit|"
        "Las Vegas|Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Fresno|Sacramento|Kansas "
        "City|Atlanta|Miami|Oakland|"
        "Minneapolis|Tulsa|Tampa|New Orleans|Cleveland|Honolulu|Pittsburgh|Cincinnati|St. Louis|Orlando|Brooklyn|Salt "
        "Lake City|Anchorage|"
        "Springfield|Toronto|Montreal|Montréal|Vancouver|Calgary|Edmonton|Ottawa|Winnipeg|Halifax|Sydney|Melbourne|"
        "Brisbane|Perth|Adelaide|"
        "Canberra|Hobart|Auckland|Wellington|Christchurch|Berlin|Hamburg|München|Munich|Köln|Cologne|Frankfurt|"
        "Stuttgart|Düsseldorf|Leipzig|"
        "Dortmund|Essen|Bremen|Dresden|Hannover|Nürnberg|Nuremberg|Duisburg|Bochum|Wuppertal|Bielefeld|Bonn|Münster|"
        "Karlsruhe|Mannheim|"
        "Augsburg|Wiesbaden|Freiburg|Kiel|Rostock|Mainz|Heidelberg|Potsdam|Göttingen|Würzburg|Regensburg|Ulm|Wien|"
        "Vienna|Graz|Linz|Salzburg|"
        "Innsbruck|Zürich|Zurich|Genf|Geneva|Genève|Basel|Bern|Lausanne|Luzern|Paris|Marseille|Lyon|Toulouse|Nice|"
        "Nantes|Montpellier|"
        "Strasbourg|Bordeaux|Lille|Rennes|Reims|Toulon|Grenoble|Dijon|Angers|Nîmes|Rouen|Madrid|Barcelona|Valencia|"
        "Sevilla|Seville|Zaragoza|"
        "Málaga|Murcia|Palma|Bilbao|Alicante|Córdoba|Valladolid|Granada|Roma|Rome|Milano|Milan|Napoli|Naples|Torino|"
        "Turin|Palermo|Genova|"
        "Bologna|Firenze|Florence|Bari|Catania|Venezia|Venice|Verona|Padova|Trieste|Lisboa|Lisbon|Porto|Braga|Coimbra|"
        "Amsterdam|Rotterdam|"
        "Den Haag|The "
        "Hague|Utrecht|Eindhoven|Groningen|Brussel|Brussels|Bruxelles|Antwerpen|Antwerp|Gent|Ghent|Brugge|Liège|"
        "Stockholm|"
        "Göteborg|Gothenburg|Malmö|Uppsala|Oslo|Bergen|Trondheim|Stavanger|København|Copenhagen|Aarhus|Odense|Helsinki|"
        "Espoo|Tampere|Turku|"
        "Warszawa|Warsaw|Kraków|Krakow|Łódź|Wrocław|Poznań|Gdańsk|Praha|Prague|Brno|Budapest|București|Bucharest|Sofia|"
        "Athens|Thessaloniki|"
        "Istanbul|İstanbul|Ankara|Izmir|İzmir|Moscow|Saint "
        "Petersburg|Kyiv|Kiev|Kharkiv|Odesa|Lviv|Minsk|Riga|Vilnius|Tallinn|Zagreb|"
        "Belgrade|Ljubljana|Sarajevo|Tokyo|Osaka|Kyoto|Yokohama|Nagoya|Sapporo|Fukuoka|Seoul|Busan|Incheon|Beijing|"
        "Shanghai|Guangzhou|"
        "Shenzhen|Chengdu|Wuhan|Nanjing|Hangzhou|Hong Kong|Taipei|Bangkok|Chiang Mai|Hanoi|Ho Chi Minh "
        "City|Manila|Jakarta|Kuala Lumpur|"
        "Mumbai|Delhi|New "
        "Delhi|Bangalore|Bengaluru|Hyderabad|Chennai|Kolkata|Pune|Ahmedabad|Jaipur|Lucknow|Karachi|Lahore|Islamabad|"
        "Dhaka|"
        "Colombo|Kathmandu|Dubai|Abu Dhabi|Riyadh|Jeddah|Doha|Beirut|Amman|Damascus|Baghdad|Tehran|Jerusalem|Tel "
        "Aviv|Haifa|Cairo|"
        "Alexandria|Casablanca|Rabat|Tunis|Algiers|Lagos|Abuja|Accra|Nairobi|Kampala|Addis Ababa|Johannesburg|Cape "
        "Town|Durban|Pretoria|"
        "Dakar|Kinshasa|Luanda|Harare|Mexico City|Ciudad de "
        "México|Guadalajara|Monterrey|Puebla|Tijuana|Bogotá|Medellín|Cali|Lima|Quito|"
        "Guayaquil|Caracas|Santiago|Valparaíso|Buenos Aires|Rosario|Montevideo|Asunción|La Paz|São Paulo|Rio de "
        "Janeiro|Brasília|Salvador|"
        "Fortaleza|Belo Horizonte|Curitiba|Recife|Porto Alegre|Havana|La Habana|San Juan",
        '|');
    return names;
}

const std::unordered_map<std::string_view, const char*>& specialWords() {
    static const auto table = [] {
        struct Category {
            const char* name;
            std::string_view words;
        };
        static constexpr Category categories[] = {
            {"health",
             "hiv aids cancer tumour tumor leukemia leukaemia diabetes diabetic epilepsy depression depressed "
             "schizophrenia bipolar autism autistic "
             "adhd ptsd anorexia bulimia dementia alzheimer alzheimer's parkinson's pregnant pregnancy miscarriage "
             "abortion hepatitis syphilis "
             "gonorrhea chlamydia tuberculosis asthma chemotherapy dialysis addiction alcoholic alcoholism psychiatric "
             "psychiatrist disability "
             "disabled suicidal diagnosis diagnosed krebs diabetiker depressionen schwanger behinderung "
             "schwerbehindert diagnose cáncer embarazada "
             "diabète enceinte grossesse dépression handicap gravidanza incinta tumore"},
            {"religion",
             "catholic protestant christian muslim islamic jewish jew hindu buddhist sikh atheist mormon evangelical "
             "orthodox quaker jehovah's "
             "katholisch evangelisch muslimisch jüdisch moslem christlich konfession catholique musulman musulmane "
             "juif juive católico católica "
             "musulmán musulmana judío ebreo cattolico"},
            {"sex life",
             "gay lesbian bisexual homosexual heterosexual transgender transsexual queer lgbt lgbtq nonbinary intersex "
             "pansexual asexual schwul "
             "lesbisch homosexuell bisexuell homosexuel homosexuelle lesbienne lesbiana gai omosessuale"},
            {"ethnicity",
             "african-american hispanic latino latina caucasian ethnicity ethnic roma sinti gypsy aboriginal "
             "indigenous arab arabic kurdish kurd "
             "tamil romani rasse ethnie herkunft étnico gitano gitana rom"},
            {"politics",
             "republican democrat communist socialist conservative libertarian labour tory cdu csu spd afd fdp partei "
             "parteimitglied "
             "socialiste communiste républicain frontist falangista"},
            {"union",
             "unionized unionised gewerkschaft gewerkschaftsmitglied syndicat syndiqué sindicato sindacato vakbond "
             "ver.di"},
        };
        std::unordered_map<std::string_view, const char*> words;
        for (const Category& category : categories)
            for (const std::string_view word : wordsOf(category.words)) words.emplace(word, category.name);
        return words;
    }();
    return table;
}

}  // namespace tunesmith::pii
