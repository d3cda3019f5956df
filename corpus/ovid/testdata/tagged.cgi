<3001. >
VN  - Ovid Technologies
DB  - Embase
UI  - 621381829
ST  - CONFERENCE ABSTRACT
TI  - Quality of life.
SO  - BMC Proceedings. 12 (Supplement 3) (no pagination), 2018. Date of Publication: March 2018.
AU  - Behan L.
AU  - Rubbo B.
IN  - (Behan) Univ A
      (Rubbo) Univ B
MH  - adult
MH  - *quality of life
AB  - Background: One.
Method(s): Two.
IS  - 1753-6561
DO  - http://dx.doi.org/10.1234/s12919
LG  - English
PT  - Conference Abstract
YR  - 2018

<3002. >
VN  - Ovid Technologies
TI  - Second
YR  - 20122
