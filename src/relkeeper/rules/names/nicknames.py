"""Short forms of given names: Bob is Robert, Kate is Katherine, Sascha is Alexander.

Folded, as `names.fold` writes them. A short form may stand for several (`alex`), and two names are akin only through a
short form, never because a third is short for both: Alexander and Alexandra are two people.
"""

from collections import defaultdict

_SHORT_FORMS = """
abigail: abby abbie gail
abraham: abe bram
adelaide: addie heidi
adele: addie
agnes: aggie
albert: al bert bertie
alexander: alex al alec sandy sascha sasha xander lex ali
aleksandr: alex sasha sanya
alexandra: alex sandra sandy sasha lexi ali
alfred: al alf alfie fred
alice: ali
alison: ali
allan: al
amanda: mandy
andrea: andi
andreas: andi andy
andrew: andy drew
angela: angie
anna: annie anja anya
anne: annie nan
antonia: toni
anthony: tony ant
anton: toni tony
antonio: tony toni nino
archibald: archie
arnold: arnie
arthur: art artie
augustus: gus
barbara: barb barbie babs barbel
bartholomew: bart
beatrice: bea trixie
benedict: ben
benjamin: ben benny benji
bernadette: bernie
bernard: bernie
bernhard: bernd
brian: bri
bridget: bridie
calvin: cal
cameron: cam
carl: charlie
caroline: carrie caro
carolyn: carrie
cassandra: cass cassie sandra
catherine: cathy cat kate katie kathy kitty
charles: charlie chuck chas chaz
charlotte: lottie charlie lotte
christian: chris kris
christina: chris chrissie tina kris
christine: chris chrissie tina kris
christopher: chris kit topher kris
clifford: cliff
constance: connie
cornelia: conny nelly
cornelius: con neil
curtis: curt
cynthia: cindy
daniel: dan danny
daniela: dani
david: dave davy
deborah: deb debbie
dennis: denny
diana: di
dmitri: dima mitya
dmitry: dima mitya
dominic: dom nick
donald: don donnie
dorothea: dora thea dorle
dorothy: dot dottie dora dolly
douglas: doug
eberhard: ebi
edith: edie
edmund: ed eddie ned
eduard: edi
eduardo: lalo
edward: ed eddie ted ned teddy
eleanor: ellie nell nora
elisabeth: lisa elsa liesel lisbeth sissi bettina betti elli
elizabeth: liz lizzie beth betty eliza lisa libby bess ellie betsy
emily: em emmy
emilia: milla mila
emmanuel: manny
enrique: quique
eugene: gene
eugenie: genie
evelyn: evie
ezekiel: zeke
felicity: fliss
ferdinand: ferdi
florence: flo flossie
frances: fran fanny frankie
francesca: fran franny
francesco: franco
francis: frank fran
francisco: paco pancho paquito
franziska: franzi
franz: franzl
frederick: fred freddie rick
friedrich: fritz fred
gabriel: gabe
gabriele: gabi
gabriella: gabi gaby
genevieve: jenny viv
geoffrey: geoff jeff
georg: schorsch
gerald: gerry jerry
gerhard: gerd
gertrude: trudy gertie trudi
giovanni: gianni nino
giuseppe: beppe peppe
gottfried: friedl
gregory: greg
guadalupe: lupe
guillermo: memo
gustav: gus gustl
gwendolyn: gwen
hannah: hanna
harold: harry hal
heinrich: heinz heiner
helen: nell nellie
helena: lena
henrietta: etta hetty
henry: harry hank hal
herbert: herb bert
hubert: bert hugh
ignacio: nacho
ignatius: iggy
irina: ira
isabel: bella izzy
isabella: bella izzy bell
isidore: izzy
ivan: vanya
jacob: jake
jacqueline: jackie
jakob: jascha
james: jim jimmy jamie jem
jane: janie
janet: jan
janice: jan
jeffrey: jeff
jennifer: jen jenny
jeremy: jerry jem
jerome: jerry
jessica: jess jessie
jesus: chucho
joachim: jochen achim
joan: joanie
joanna: jo
joanne: jo
johann: hans
johannes: hans hannes jo
john: jack johnny jon
jonathan: jon jonny nathan
josef: sepp jupp
joseph: joe joey jos
josefina: pepa
josephine: jo josie
jose: pepe
joshua: josh
juan: juanito
judith: judy jude
julian: jules
juliana: jule
julia: jule jules
katarzyna: kasia
katharina: kathi kati kathe
katherine: kate katie kathy kit kitty kat kath
kathleen: kathy kate
kathryn: kate kathy katie kat
kenneth: ken kenny
konrad: conny kurt
kristina: kris tina
lawrence: larry lars laurie
laurence: larry laurie
leonard: len lenny leo
leonhard: leo hardy
leopold: leo poldi
leslie: les
lillian: lily lil
louis: lou louie
louise: lou lulu
lucas: luke
lucia: lucy
ludwig: lutz wiggerl
lydia: lyddie
mackenzie: mac
madeleine: maddie
magdalena: lena magda
malgorzata: gosia
manuel: manolo
marcus: marc mark
margaret: maggie meg peggy marge greta daisy madge rita
margarete: grete gretel greta gretchen
margarita: rita
maria: mia mitzi ria mari
marianne: mary ann
martha: marty mattie
martin: marty
mary: molly polly mae
matilda: tilly mattie
matthew: matt matty
matthias: matze hias
maureen: mo
maurice: mo
maxim: max
maximilian: max
melanie: mel
melissa: mel missy
melvin: mel
michael: mike mick mikey micky michi mischa
mikhail: misha
michelle: shelly
mildred: millie
miranda: mandy randy
miriam: miri mimi
mitchell: mitch
monika: moni
mordecai: mort
nadezhda: nadia nadja
nancy: nan
natalia: natasha natascha tasha
natalie: nat
nathan: nate
nathaniel: nate nat nathan
nicholas: nick nicky nico
nikolai: kolya
nikolaus: klaus niko nick
nicole: nicky nikki
norbert: nobbi
norman: norm
oliver: olli ollie
olivia: liv livvy
pamela: pam
patricia: pat patty trish tricia
patrick: pat paddy
pauline: polly
penelope: penny
percival: percy
peter: pete
philip: phil pip
philipp: phil
phillip: phil
piotr: piotrek
priscilla: cilla
prudence: prue
rachel: rae
rafael: rafa
raymond: ray
rebecca: becky becca
reginald: reg reggie
reinhard: reini
reinhold: holdi
renate: reni
ricardo: ricky
richard: dick rick ricky rich richie
robert: bob bobby rob robbie bert bobbi
roberto: beto
roderick: rod rick
rodney: rod
roger: rodge
roland: roly
ronald: ron ronnie
rosalind: roz
rosemary: rosie
rudolf: rudi rolf
rupert: ru
russell: russ
salvatore: toto
samantha: sam
samuel: sam sammy
sarah: sally sadie
sebastian: seb basti bastian
sergei: seryozha
sergio: checo
seymour: sy
sidney: sid
siegfried: siggi
sigismund: siggi
simon: si
solomon: sol
sophia: sophie
stanley: stan
stefan: steff
stephanie: steph steffi
stephen: steve stevie
steven: steve stevie
stuart: stu
susan: sue susie suzy
susanna: sue susi susie
susanne: susi
svetlana: sveta lana
sylvester: sly
sylvia: syl
tatiana: tanya tanja
terence: terry
teresa: terry tess tessa
theodor: theo
theodore: ted teddy theo
theresa: terry tess tessa resi
thomas: tom tommy thom
timothy: tim timmy
tobias: tobi toby
ulrich: uli ulli
ursula: uschi ulla
valentin: valli
valerie: val
vanessa: nessa
veronica: ronnie vera
veronika: vroni
victor: vic
victoria: vicky tori
vincent: vince vinny
vincenzo: enzo
viktoria: vicky
virginia: ginny ginger
vladimir: vova volodya
walter: walt wally
wilfred: wilf fred
wilhelm: willi willy helmut
wilhelmina: mina minna willa
william: bill billy will willy liam
winifred: winnie fred
winston: win
wolfgang: wolf wolfi
yevgeny: zhenya
yekaterina: katya
yuri: yura
zachary: zach zack
"""

# Names whose neighbours by a letter are other names; they have no short form of their own above.
_OTHERS = """
ada alan alma amos anders andre anita anja annika arne astrid axel bea beata berta birgit boris bruno carla carlo
carlos carola cecil cedric chiara claire clara claude claudia claudio cora dana dario darius darren dean dieter dora
doris edgar elena elias elin elina ella ellen elmer elsa emil emma enno eric erica erik erika erin erwin esther eva
fabian felix finn fiona flora florian frank frida frieda fritz georgia gerda gina gisela greta guido hanna hans
harriet heike heiko helga helge henrik hilda hugo ida ilona ilse ina ines inga ingrid irene iris jan jana janina
janine jannik jasmin jason jens joana joel johan johanna jonah jonas jorge juliane julie julius jurgen kai kara karen
karin karina karl karla karolina kasper kira klara klaus kurt lara laura lauren lea leah lena leo leon leona leonie
levi lina linda linus lisa lola lorena luca lucas luis luisa luise lukas maja manfred mara marc marcel marco margot
mariana marie mariella marina mario marion marius mark marlene marlon marta marvin matteo maya mia mila milan mina
mona monica moritz nadia nadine naomi nele nelson nicola nils nina nino noah noel nora norma olaf ole oleg olga oscar
oskar otto pablo paul paula pavel pedro petra rainer ralf ralph ramon ramona raul reiner rena rene renee rita robin
roman romana rosa rose rosie rowan ruben ruth ryan sabina sabine sabrina sally sandra sara selina selma silas silke
silvia simona simone sofia sonia sonja stella sven svenja tamara tanja tara thea tilda tim timo tina toni tonia torben
trevor udo ulla ulrike uwe vera vivian werner wilma xenia yann yannick yasmin yvette yvonne zoe
"""


def _read(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in text.split("\n"):
        full, _, shorts = line.partition(":")
        for short in shorts.split():
            found[short].add(full)
    return {short: frozenset(full) for short, full in found.items()}


FULL_FORMS = _read(_SHORT_FORMS)
"""What a short form may stand for."""

KNOWN = frozenset(f"{_SHORT_FORMS} {_OTHERS}".replace(":", " ").split())
"""Given names: of two of them, one is not the other misspelt."""
