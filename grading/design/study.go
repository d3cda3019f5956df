package design

// otherTrial reads trials that say how they were not randomised, or
// alternated.
func (e *evidence) otherTrial() (verdict, bool) {
	switch {
	case e.has(gQuasi) && e.any(gTrial, gArms, gEither):
		return e.said(QuasiRCT, "B", gQuasi)
	case e.has(gNotRandomised) && !e.any(gRetro, gReviewed):
		return e.said(NonrandomisedTrial, "B", gNotRandomised)
	case e.has(gBeforeAfter) && !e.any(gCohort, gCaseControl):
		return e.said(BeforeAfter, "B", gBeforeAfter)
	}
	return verdict{}, false
}

// accuracy reads studies of tests and of prediction models.
func (e *evidence) accuracy() (verdict, bool) {
	switch {
	case e.inTitle(gModel) && e.has(gModelled):
		return e.said(PredictionModel, "B", gModel, gModelled)
	case e.inTitle(gAccuracy):
		return e.said(Diagnostic, "B", gAccuracy, gAccuracyWeak)
	case e.has(gAccuracy) && e.count[gAccuracyWeak] >= 2 && !e.any(gCaseControl, gCohort):
		return e.said(Diagnostic, "C", gAccuracy, gAccuracyWeak)
	}
	return verdict{}, false
}

// observation reads the designs that follow or compare people without
// allocating them.
func (e *evidence) observation() (verdict, bool) {
	switch {
	case e.has(gNested):
		return e.said(NestedCaseControl, "B", gNested)
	case e.inTitle(gCaseControl), e.has(gCaseControl) && !e.inTitle(gCohort):
		return e.said(CaseControl, "B", gCaseControl)
	case e.has(gCohort) && e.has(gRetro):
		return e.said(CohortRetro, "B", gCohort, gRetro)
	case e.has(gCohort) && e.has(gProspective):
		return e.said(CohortProspective, "B", gCohort, gProspective)
	case e.has(gCrossSection):
		return e.said(CrossSectional, "B", gCrossSection)
	case e.has(gCohort) && e.has(gRecords) && !e.has(gProspective):
		return e.said(CohortRetro, "C", gCohort, gRecords)
	case e.has(gCohort) && e.has(gFollowed):
		return e.said(CohortProspective, "C", gCohort, gFollowed)
	case e.has(gProspective) && e.count[gFollowed] >= 3 && e.has(gCompared):
		return e.said(CohortProspective, "C", gProspective, gFollowed)
	}
	return verdict{}, false
}

// otherStudy reads economic and qualitative studies and surveys.
func (e *evidence) otherStudy() (verdict, bool) {
	switch {
	case e.inTitle(gEconomic), e.count[gEconomic] >= 3:
		return e.said(Economic, "B", gEconomic)
	case e.inTitle(gQualitative), e.count[gQualitative] >= 2:
		return e.said(Qualitative, "B", gQualitative)
	case e.has(gSurvey) && !e.any(gRetro, gProspective):
		return e.said(CrossSectional, "C", gSurvey)
	}
	return verdict{}, false
}

// cases reads reports of one or a few patients.
func (e *evidence) cases() (verdict, bool) {
	switch {
	case e.has(gSeries) && e.any(gReport, gConsecutive, gRetro) || e.inTitle(gSeries):
		return e.said(CaseSeries, "B", gSeries, gReport)
	case e.inTitle(gReport):
		return e.said(CaseReport, "B", gReport)
	case e.has(gReport) && !e.any(gCompared, gRetro, gITT, gNarrative), e.count[gReport] >= 2:
		return e.said(CaseReport, "B", gReport)
	case e.has(gSeries) && !e.has(gCompared):
		return e.said(CaseSeries, "C", gSeries)
	}
	return verdict{}, false
}

// openTrial reads trials that do not say that anybody was randomised.
func (e *evidence) openTrial() (verdict, bool) {
	if e.has(gSingleArm) && !e.has(gRetro) {
		return e.said(NonrandomisedTrial, "C", gSingleArm)
	}
	return verdict{}, false
}

func (e *evidence) narrative() (verdict, bool) {
	if !e.has(gNarrative) || e.any(gRetro, gProspective, gConsecutive) {
		return verdict{}, false
	}
	if e.inTitle(gNarrative) {
		return e.said(NarrativeReview, "B", gNarrative)
	}
	return e.said(NarrativeReview, "C", gNarrative)
}

// records reads retrospective studies by what they compare: with a comparison
// a cohort, without one a series.
func (e *evidence) records() (verdict, bool) {
	switch {
	case !e.has(gRetro):
		return verdict{}, false
	case e.has(gCompared):
		return e.said(CohortRetro, "C", gRetro, gCompared)
	}
	return e.said(CaseSeries, "C", gRetro, gConsecutive)
}

// secondary is for analyses of a trial's data that do not say how the trial
// was made.
func (e *evidence) secondary() (verdict, bool) {
	if e.has(gSecondary) {
		return e.said(SecondaryAnalysis, "C", gSecondary)
	}
	return verdict{}, false
}
