package design

// observationalCues name the kinds of trial, and the designs without
// allocation.
var observationalCues = []cue{
	{gCluster, anywhere, 0, "clusters were randomised", "cluster ..3 {rised}|randomisation|randomization|trial|rct / community randomised|randomized / stepped wedge / {rised} ..4 by ..2 {cluster} / {cluster} {be} ..2 {rised} / {cluster} {be} randomly / {cluster} ..3 randomly {alloc} / {rised} ..1 # ..2 {cluster} / randomly ..1 {alloc} # {cluster} / {rised} {cluster} / practice|village|school|ward|community randomised|randomized"},
	{gPeriods, anywhere, 0, "crossover design", "crossover|crossed ..3 {study} / cross over ..3 {study} / {rised} ..5 crossover / {rised} ..5 cross over / crossover|crossed {study} / latin square / in random|randomised|randomized order / random|randomised|randomized order|sequence / crossover / in a crossover|cross / washout / cross over ..2 to ..3 treatment|other|alternate"},
	{gQuasi, anywhere, 0, "allocated by a rule that can be foreseen", "quasi randomised|randomized|randomisation|randomization|randomly / pseudo randomised|randomized / alternately ..3 {alloc} / {alloc} ..3 alternately / alternate|alternating ..2 allocation|assignment|basis|patients|days|weeks|order / {alloc} ..8 date|day of birth|admission / {alloc} ..8 birth date / {alloc} ..8 day of ..2 week / {alloc} ..8 record|chart|hospital|history|medical ..1 number|numbers / odd ..3 even"},
	{gNotRandomised, anywhere, 0, "not randomised", "nonrandomized|nonrandomised / non randomised|randomized|random / not randomised|randomized / quasi experimental / quasiexperimental / controlled before / without randomisation|randomization"},
	{gSingleArm, anywhere, 0, "trial without random allocation", "open label ..4 {study} / single arm / uncontrolled ..3 {study} / phase i|ii|1|2 ..6 {study} / dose escalation|finding ..2 {study} / pilot|feasibility|preliminary trial / clinical trial / open trial|study / open label / prospective ..2 trial / historical control|controls"},

	{gCohort, anywhere, 0, "cohort", "cohort study|studies|analysis|design / prospective|retrospective|historical|birth|inception|population ..2 cohort / cohort of ..6 {people} / longitudinal study|cohort / incidence cohort / followed ..2 cohort / follow up study / nationwide cohort"},
	{gProspective, anywhere, 0, "prospective", "prospective|prospectively|longitudinal|inception / prospective ..3 cohort"},
	{gRetro, anywhere, 0, "retrospective", "retrospective|retrospectively / historical cohort / chart review|reviews"},
	{gFollowed, inAbstract, 0, "followed over time", "{be} ..2 followed / follow up / followup / person years / incidence / hazard|relative ratio|ratios|risk|risks / cox / during ..4 years|months"},
	{gRecords, inAbstract, 0, "records", "medical|hospital|patient|clinical records|charts|notes|files / charts / administrative|claims|insurance|national|hospital database|databases|data|register|registry / registry|database"},
	{gConsecutive, anywhere, 0, "consecutive patients", "consecutive ..3 {people} / consecutive / consecutively"},
	{gCompared, anywhere, 0, "groups compared", "compared|comparison|versus|vs|controls|odds|hazard / between groups / than in ..6 group|patients / risk factor|factors|of / predictors|associated|association"},
	{gCaseControl, anywhere, 0, "case-control", "case control|controlled|controls|referent|crossover / cases and ..4 controls / # cases ..12 # ..3 controls / cases # ..12 controls #"},
	{gNested, anywhere, 0, "nested case-control", "nested ..2 case / case cohort"},
	{gCrossSection, anywhere, 0, "cross-sectional", "cross sectional / crosssectional / prevalence study|survey"},
	{gSurvey, anywhere, 0, "survey", "questionnaire|telephone|postal|national|mail|household|population|web|online|anonymous ..2 survey / survey {be}|of / {be} surveyed / {people} ..4 completed ..4 questionnaire|questionnaires|survey / questionnaires ..3 {be} ..2 sent|mailed|distributed|completed"},
	{gBeforeAfter, anywhere, 0, "before and after", "interrupted time / time series ..2 {study}|analysis|design / before and after ..1 {study}|intervention / before after {study}|comparison / pre ..1 post ..2 {study}|intervention|test / pretest posttest / uncontrolled before / controlled before"},
	{gAccuracy, anywhere, 0, "accuracy of a test", "diagnostic accuracy|performance|value|yield|test|tests|utility / sensitivity ..3 specificity / accuracy of ..8 diagnosis|diagnosing|detection|detecting|test|tests|screening / test accuracy / receiver operating / screening test|tests / reference|gold standard"},
	{gAccuracyWeak, inAbstract, 0, "measures of accuracy", "sensitivity ..10 specificity / sensitivity {be}|of / positive|negative predictive / area under ..5 curve / receiver operating|operator / likelihood ratio|ratios / reference|gold standard"},
	{gModel, anywhere, 0, "prediction model", "prediction|predictive|prognostic|risk ..2 model|models|score|scores|rule|rules|index|nomogram|tool / nomogram / clinical decision|prediction rule|rules / risk prediction / c statistic|index"},
	{gModelled, anywhere, 0, "model developed or validated", "develop|developed|development|derive|derived|derivation|validate|validated|validation|external|internally|externally|calibration|discrimination"},
	{gSeries, anywhere, 0, "several cases", "case series / series of # ..1 {people}|cases / consecutive series of / report|describe|present {number}|#|two ..3 {people} / report|describe|present on|a ..3 series"},
	{gSeries, inTitle, 0, "several cases in the title", "case reports / {number}|# cases|patients ..3 of|with / report of|on {number}|# ..2 cases|patients"},
	{gReport, inTitle, 0, "case report in the title", "case report / report of ..2 case / ^ a case of / case presentation / an ..3 case / unusual|rare ..2 case|cause|presentation"},
	{gReport, inAbstract, 0, "one case", "a|one|this case report / case report / report|describe|present|presents|presented|describes|reports|reporting a|an|one|the ..5 case|patient|man|woman|boy|girl|infant|child / {be} ..1 reported|described|presented ..3 year / a|an # ..1 year|month|week|day old ..7 man|woman|boy|girl|male|female|patient|infant|child|presented|developed|was|had / the|first case of|is / case ..4 {be} ..2 reported|presented|described / the patient was|had|underwent|presented"},
	{gQualitative, anywhere, 0, "qualitative", "qualitative ..3 {study}|analysis|research|interviews|methods|data / focus group|groups / semi structured ..2 interviews / semistructured ..2 interviews / in depth interviews / grounded theory / thematic analysis / phenomenological|ethnographic|ethnography / content analysis"},
	{gEconomic, anywhere, 0, "economic evaluation", "cost effectiveness|utility|benefit|minimization|minimisation / economic evaluation|analysis|analyses / cost analysis / quality adjusted life / incremental cost / decision analytic|analysis|tree|model / markov model"},
	{gSecondary, anywhere, 0, "secondary analysis", "post hoc / posthoc / secondary ..2 analysis|analyses of|from|using / secondary analysis|analyses / substudy|subanalysis / sub study|analysis / ancillary study|analysis / analysis|analyses of data from ..12 trial|trials|study / participated in ..8 {rised} ..5 {study} / participants|patients in|from the ..8 trial / long term ..2 follow ..2 of ..10 {rised}|trial / data from ..9 trial|trials"},
}

// flagCues are what else is said of a study, beside its design.
var flagCues = []cue{
	{gFlag, anywhere, 0, "pilot", "pilot|feasibility ..4 {study} / pilot|feasibility {rised}|randomised / pilot / feasibility study"},
	{gFlag, anywhere, 0, "double-blind", "double|triple blind|blinded|masked / doubleblind"},
	{gFlag, anywhere, 0, "single-blind", "single blind|blinded|masked / assessor|observer|evaluator|investigator|rater blind|blinded|masked"},
	{gFlag, anywhere, 0, "open-label", "open label / unblinded|nonblinded / unmasked|nonblind / open ..2 randomised|randomized"},
	{gFlag, anywhere, 0, "placebo-controlled", "placebo controlled / placebo control / versus|vs placebo"},
	{gFlag, anywhere, 0, "sham-controlled", "sham controlled|control / versus|vs sham"},
	{gFlag, anywhere, 0, "multicentre", "multicenter|multicentre|multicentric|multisite / multi center|centre|site"},
	{gFlag, anywhere, 0, "non-inferiority", "non inferiority|inferior / noninferiority|noninferior"},
	{gFlag, anywhere, 0, "equivalence", "equivalence trial|study|margin"},
	{gFlag, anywhere, 0, "factorial", "factorial design|trial|randomised|randomized / 2 x 2 factorial / by two factorial / factorial"},
	{gFlag, anywhere, 0, "stepped-wedge", "stepped wedge"},
	{gFlag, anywhere, 0, "pragmatic", "pragmatic ..4 {study}"},
	{gFlag, anywhere, 0, "post hoc", "post hoc analysis|analyses / post hoc / posthoc"},
	{gFlag, anywhere, 0, "interim analysis", "interim analysis|analyses|results|report"},
	{gFlag, anywhere, 0, "stopped early", "stopped early|prematurely / terminated early|prematurely / early termination|stopping ..2 trial|study"},
	{gFlag, anywhere, 0, "economic evaluation", "cost effectiveness|utility / economic evaluation"},
	{gFlag, inTitle, 0, "retracted publication", "^ retracted / ^ withdrawn"},
}
