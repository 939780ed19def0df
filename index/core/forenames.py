"""First names, and family names that stand before them."""

FORENAMES = frozenset(
    """
    Aaron Abdul Abdullah Abigail Abraham Abu Ada Adam Adele Adil Adnan Adolf Adrian Ahmad Ahmed
    Akira Alain Alan Alastair Albert Alberta Alberto Albrecht Alec Alejandro Aleksandr Aleksei
    Alessandro Alex Alexa Alexander Alexandra Alexandre Alexei Alexey Alexis Alfonso Alfred Ali
    Alice Alicia Alina Alison Alistair Allan Allen Allison Alvin Alyssa Amanda Amelia Amir Amit
    Amos Amy Ana Anatoly Anders Andre Andrea Andreas Andrei Andrew Andrey Andrzej Andy Angela
    Angelo Angus Anil Anita Anjali Anke Ann Anna Annalena Anne Anneliese Annette Annie Anthony
    Antje Antoine Anton Antonia Antonin Antonio Antony Anwar Archibald Ariel Arjun Arne Arnold
    Arthur Arturo Arun Ash Asha Ashley Ashok Ashraf Asif Astrid Audrey August Augustus Aung Axel
    Ayman Barack Barbara Barbra Barry Bartholomew Bashar Beatrice Belinda Ben Benazir Benedict
    Benjamin Bernadette Bernard Bernardo Bernhard Bernie Bertrand Beth Betty Beyoncé Bharat
    Bianca Bill Billy Björn Blaise Blake Bob Bobby Bogdan Bonnie Boris Boutros Brad Bradley
    Brandon Brenda Brendan Brett Brian Bridget Brigitte Brooke Bruce Bruna Bruno Bryan Caitlin
    Calvin Camille Candice Carl Carla Carlo Carlos Carmen Carol Caroline Carrie Casey Caspar
    Cassandra Catherine Cecil Cecile Cecilia Cedric Celeste Chad Charles Charlie Charlotte
    Chelsea Cheryl Chester Chloe Chris Christa Christian Christiane Christina Christine
    Christoph Christopher Chuck Cindy Claire Clara Clarence Clark Claude Claudia Claudio Clayton
    Clement Cliff Clint Clinton Clive Colette Colin Colleen Condoleezza Connie Connor Conrad
    Constance Corey Cornelius Cory Courtney Craig Curtis Cynthia Cyrus Dagmar Dale Damian Damien
    Dan Dana Daniel Daniela Danielle Danny Daphne Daria Darius Darrell Darren Darryl Darwin Dave
    David Dean Debbie Deborah Debra Deepak Denis Denise Dennis Derek Desmond Devin Diana Diane
    Dianne Dick Diego Dieter Dietrich Dimitri Dina Dirk Dmitri Dmitry Dmytro Dolores Dominic
    Dominique Don Donald Donna Doris Dorothea Dorothy Doug Douglas Duane Duncan Dustin Dwayne
    Dwight Dylan Earl Ebrahim Ed Eddie Edgar Edith Edmund Edna Eduard Eduardo Edward Edwin
    Edwina Eileen Elaine Elbridge Eleanor Elena Eli Elias Elijah Elise Eliza Elizabeth Ella
    Ellen Ellie Elliot Elliott Elon Elsa Elvis Emil Emilio Emily Emine Emir Emma Emmanuel Enrico
    Enrique Eric Erica Erich Erik Erika Erin Ernest Ernesto Ernst Erwin Esteban Esther Ethan
    Ethel Etienne Eugene Eugenia Eva Evan Evelyn Evgeny Evo Ezra Fabian Farid Farida Fatima
    Federica Federico Felicia Felipe Felix Ferdinand Fernando Fiona Florence Florian Frances
    Francesco Francis Francisco Franco Frank Franklin Franz Fred Frederic Frederick Fredrik
    Friedrich Fritz Gabriel Gabriela Gabriele Gail Galileo Gareth Garrett Gary Gautam Gavin
    Geoff Geoffrey Georg George Gerald Gerard Gerhard Gerry Gianni Gideon Gilbert Giles Gina
    Ginni Giovanni Gita Giuseppe Glen Glenda Glenn Gloria Goran Gordon Grace Graeme Graham Greg
    Gregory Gretchen Guido Guillaume Gustav Guy Gwen Hafez Hakan Hal Hamid Hamish Hank Hanna
    Hannah Hannelore Hans Harlan Harold Harriet Harry Haruhiko Harvey Hassan Hayley Heather
    Hector Heidi Heinrich Heinz Helen Helena Helmut Henri Henrietta Henrik Henrique Henry
    Herbert Herman Hermann Hideki Hilary Hillary Hillel Hiroshi Homer Horst Hosni Howard Hubert
    Hugh Hugo Hussein Ian Ibrahim Ida Ignacio Igor Ilya Immanuel Imogen Imran Indira Ines Inga
    Ingrid Irene Irina Iris Isaac Isabel Isabella Isabelle Isaiah Ismail Ivan Ivo Jaap Jacinda
    Jack Jackie Jacob Jacqueline Jacques Jaime Jair Jake Jalal Jamal James Jamie Jan Jane Janet
    Janice Jared Jasmine Jason Javad Javed Javier Jawaharlal Jay Jean Jeanette Jeanne Jeannette
    Jeff Jefferson Jeffery Jeffrey Jen Jenna Jennie Jennifer Jenny Jens Jeremy Jeroen Jerome
    Jerry Jesse Jessica Jill Jim Jimmy Jo Joachim Joan Joanna Joanne João Jocelyn Jochen Jodi
    Jody Joe Joel Joerg Johann Johannes John Johnny Jon Jonas Jonathan Jöns Joost Jörg Jorge
    José Josef Josep Joseph Josephine Josh Joshua Josie Joyce Juan Juanita Judith Judy Jules
    Julia Julian Julianne Julie Juliet Juliette Julius Jürgen Justin Kai Kamala Kanye Karen
    Karim Karin Karl Karla Kate Katharina Katharine Katherine Kathleen Kathryn Kathy Katie Katja
    Katrin Katrina Kay Kayla Keith Kelly Kelsey Ken Kenji Kenneth Kerry Kevin Khalid Kim Kiran
    Kirk Kirsten Kirstin Klara Klaus Kofi Konrad Krishna Kristen Kristi Kristin Kristina
    Kristine Kseniya Kurt Kyle Lachlan Lana Lance Lara Larry Lars Laura Lauren Laurence Lawrence
    Leah Lee Leela Leigh Leila Leland Lena Lennart Leo Leon Leonard Leonardo Leonid Leopold
    Leroy Leslie Lester Lewis Leyla Lila Lili Lillian Lily Lina Linda Lindsay Lindsey Lionel
    Lisa Lisbeth Liz Lloyd Logan Lois Lorenzo Loretta Lorraine Lothar Lou Louis Louisa Louise
    Luc Lucas Lucia Lucien Lucille Lucy Ludmila Ludwig Luigi Luis Luisa Luiz Luiza Lukas Luke
    Luther Lutz Lydia Lyle Lyndon Lynn Mackenzie Madeleine Madeline Maggie Magnus Mahathir
    Mahmoud Malala Malcolm Malik Manfred Manmohan Manuel Manuela Marc Marcel Marcela Marcelo
    Marcia Marco Marcus Margaret Margarita Margrethe Maria Mariana Marianne Marie Marilyn Marina
    Mario Marion Marissa Marjorie Mark Markus Marlene Marsha Marshall Marta Martha Martin
    Martina Marvin Mary Masaaki Masahiro Massimo Mathew Mathias Mathieu Matilda Matt Matteo
    Matthew Matthias Maureen Maurice Mauricio Mavis Max Maxim Maximilian Maxine Maya Megan Mehdi
    Mel Melanie Melinda Melissa Melvin Meredith Mia Michael Michaela Michail Michal Michel
    Michele Michelle Mick Miguel Mika Mikael Mike Mikhail Mildred Millie Milo Milton Mindy
    Minnie Miranda Miriam Mitch Mitchell Moammar Mohamad Mohamed Mohammad Mohammed Mohamud
    Mohandas Molly Monica Monika Monique Morris Moses Muammar Muhammad Mukesh Murray Mustafa
    Mykola Myles Myra Nadezhda Nadia Nadine Naftali Nancy Naomi Narendra Natalia Natalie Natalya
    Natasha Nathan Nathaniel Nawaz Neal Ned Neil Nellie Nelson Nicholas Nick Nicola Nicolás
    Nicolas Nicolaus Nicole Niels Nigel Nikita Nikki Nikola Nikolai Nils Nina Nirupama Nitin
    Noah Noam Nora Norbert Noreen Norma Norman Nouri Olaf Oleg Oleksandr Olga Oliver Olivia Olof
    Omar Omer Ophelia Orson Orville Osama Oscar Oskar Oswald Otis Otto Owen Pablo Paige Pamela
    Paolo Parker Patrice Patricia Patrick Patrik Paul Paula Paulina Pauline Paulo Pavel Pedro
    Peggy Pekka Penelope Percy Perry Pete Peter Petr Petra Phil Philip Philippa Philippe Phillip
    Phillis Phoebe Phyllis Pierre Piers Pieter Piotr Polly Prakash Pranab Pratap Preston
    Priscilla Priya Qasem Quentin Quincy Rachel Rafael Raja Rajesh Rajiv Rajnath Ralph Ramesh
    Rami Ramon Randall Randy Rania Raphael Raquel Rashid Raul Ravi Ray Raymond Rebecca Recep
    Regina Reginald Reid Reiner Reinhard Renata Rene René Renee Rex Reza Rhonda Ricardo Riccardo
    Richard Rick Ricky Rita Rob Robert Roberta Roberto Robin Rocco Roderick Rodney Rodrigo Roger
    Rogier Rohan Roland Rolf Romain Roman Ron Ronald Rory Rosa Rosalind Rose Rosemary Rosie Ross
    Roswitha Rowan Roxanne Roy Ruben Rudi Rudolf Rudolph Rudy Rufus Rui Rupert Ruslan Russell
    Rustam Ruth Ryan Saad Sabine Sabrina Saddam Sadie Sally Salman Salvador Sam Samantha Samir
    Samuel Sandeep Sandra Sandy Sanjay Santiago Sara Sarah Sarath Saskia Satya Saul Scarlett
    Scott Sean Sebastian Serena Serge Sergei Sergey Sergio Serhiy Seth Shane Shannon Sharon
    Shashi Shaun Shawn Shawna Sheila Shelby Sheldon Sheryl Shigeru Shimon Shinzo Shirley Sidney
    Sigmund Sigrid Silvia Silvio Simon Simone Sinead Siobhan Slobodan Sofia Sonal Sonia Sonja
    Sophia Sophie Sören Spencer Stacey Stacy Stalin Stan Stanislav Stanley Stefan Stefanie
    Stefano Steffen Stella Steny Stephan Stephanie Stephen Steve Steven Stewart Stuart
    Subrahmanyam Sue Sundar Sunil Suresh Susan Susanna Susanne Sushma Suzanne Sven Svetlana
    Swati Sybil Sylvia Tabitha Takeshi Tamara Tammy Tanja Tanya Tara Tarek Tariq Tatiana Taylor
    Ted Teddy Terence Teresa Terrence Terri Terry Thea Theodore Theresa Thierry Thom Thomas
    Thorsten Tiffany Tim Timo Timothy Tina Tobias Todd Tom Tomás Tomas Tomasz Tommy Toni Tony
    Toomas Torsten Tracy Travis Trent Trevor Tricia Trisha Tulsi Tyler Uday Ulrich Ulrike
    Ulysses Umar Umberto Uri Ursula Uwe Václav Valentin Valentina Valeria Valerie Valery Vanessa
    Vasili Vasily Venkatesh Vera Vernon Veronica Vicente Vicki Victor Vijay Vikram Viktor
    Viktoria Vinay Vince Vincent Viola Violet Virginia Vivek Vivian Vladimir Volker Volodymyr
    Walid Wallace Walt Walter Wanda Warren Wayne Wendell Wendy Werner Wesley Whitney Wilbur
    Wilfred Wilhelm Will Willem William Willie Willy Wilma Wilson Winifred Winston Wladimir
    Wolfgang Woodrow Xavier Yahya Yasmin Yasser Yevgeny Yitzhak Yoko Yolanda Yoshihide Yoshiko
    Yukio Yulia Yuri Yusuf Yves Yvette Yvonne Zachary Zachery Zalmay Zbigniew Ziad Zoe Zoltan
    """.split()
)
"""First names; of one word that is a place's as well, the rest of the name decides."""

SURNAMES_FIRST = frozenset(
    """
    Ai Ba Bai Bao Bian Bo Cai Cao Cen Chang Che Chen Cheng Chi Chiang Chow Cui Cuo Dai Dang Deng
    Diao Ding Dong Dou Du Duan Fan Fang Fei Feng Fu Gao Ge Geng Gong Gu Guan Gui Guo Han Hao He
    Hong Hou Hu Hua Huang Huo Ji Jia Jiang Jiao Jin Jing Ju Kang Kong Kuang Lai Lao Lei Leng Li
    Lian Liang Liao Lin Ling Liu Lou Lu Luo Lyu Lü Ma Mao Meng Miao Mu Ni Nie Niu Ouyang Pan
    Pang Pei Peng Pu Qi Qian Qiao Qin Qiu Qu Rao Ren Rong Ruan Sha Shang Shao Shen Shi Shu Sima
    Song Su Sui Sun Tan Tang Tao Teng Tian Tong Tu Wan Wang Wei Wen Weng Wu Xi Xia Xiao Xie Xin
    Xing Xiong Xu Xue Yan Yang Yao Ye Yi Yin Ying Yu Yuan Yue Yun Zeng Zha Zhan Zhang Zhao Zhen
    Zheng Zhong Zhou Zhu Zhuang Zhuo Zong Zou Zuo
    """.split()
)
"""Chinese family names, which stand before one word more: "Xi Jinping"."""

SURNAMES_OF_KOREA = frozenset(
    """
    Ahn Baek Ban Cho Choi Chu Chung Eun Han Hsiao Hsu Huh Hwang Hyun Jang Jeon Jeong Jo Joo Jun
    Jung Kang Kim Ko Koo Kwon Lee Lien Lim Min Moon Nam Noh Oh Paek Paik Pak Park Rhee Ri Roh Ryu
    Seo Shin Sim Sohn Son Soong Suh Tsai Wong Woo Yeo Yoo Yoon
    """.split()
)
"""Of Korea, and of Taiwan: before a hyphen and a small letter they tell: "Ban Ki-moon"."""

DYNASTIES = frozenset(
    "Han Jin Liao Ming Qin Qing Shang Shu Song Sui Tang Wei Wu Xia Yuan Zhou".split()
)
"""Two of them are no person."""

NO_CHINESE = frozenset({("Feng", "Shui"), ("Hong", "Kong"), ("Qi", "Gong"), ("Yin", "Yang")})
"""Look like somebody's name, and are none."""
