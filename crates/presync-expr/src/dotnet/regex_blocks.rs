//! The named blocks of .NET's regular expressions (`\p{IsGreek}`), as ranges of codes. The engine
//! knows none of them. Blocks of halves of surrogate pairs are left out: no text here holds one.

/// First and last code and the name after `Is`.
const BLOCKS: &[(u32, u32, &str)] = &[
    (0x0000, 0x007f, "BasicLatin"),
    (0x0080, 0x00ff, "Latin-1Supplement"),
    (0x0100, 0x017f, "LatinExtended-A"),
    (0x0180, 0x024f, "LatinExtended-B"),
    (0x0250, 0x02af, "IPAExtensions"),
    (0x02b0, 0x02ff, "SpacingModifierLetters"),
    (0x0300, 0x036f, "CombiningDiacriticalMarks"),
    (0x0370, 0x03ff, "Greek"),
    (0x0370, 0x03ff, "GreekandCoptic"),
    (0x0400, 0x04ff, "Cyrillic"),
    (0x0500, 0x052f, "CyrillicSupplement"),
    (0x0530, 0x058f, "Armenian"),
    (0x0590, 0x05ff, "Hebrew"),
    (0x0600, 0x06ff, "Arabic"),
    (0x0700, 0x074f, "Syriac"),
    (0x0780, 0x07bf, "Thaana"),
    (0x0900, 0x097f, "Devanagari"),
    (0x0980, 0x09ff, "Bengali"),
    (0x0a00, 0x0a7f, "Gurmukhi"),
    (0x0a80, 0x0aff, "Gujarati"),
    (0x0b00, 0x0b7f, "Oriya"),
    (0x0b80, 0x0bff, "Tamil"),
    (0x0c00, 0x0c7f, "Telugu"),
    (0x0c80, 0x0cff, "Kannada"),
    (0x0d00, 0x0d7f, "Malayalam"),
    (0x0d80, 0x0dff, "Sinhala"),
    (0x0e00, 0x0e7f, "Thai"),
    (0x0e80, 0x0eff, "Lao"),
    (0x0f00, 0x0fff, "Tibetan"),
    (0x1000, 0x109f, "Myanmar"),
    (0x10a0, 0x10ff, "Georgian"),
    (0x1100, 0x11ff, "HangulJamo"),
    (0x1200, 0x137f, "Ethiopic"),
    (0x13a0, 0x13ff, "Cherokee"),
    (0x1400, 0x167f, "UnifiedCanadianAboriginalSyllabics"),
    (0x1680, 0x169f, "Ogham"),
    (0x16a0, 0x16ff, "Runic"),
    (0x1700, 0x171f, "Tagalog"),
    (0x1720, 0x173f, "Hanunoo"),
    (0x1740, 0x175f, "Buhid"),
    (0x1760, 0x177f, "Tagbanwa"),
    (0x1780, 0x17ff, "Khmer"),
    (0x1800, 0x18af, "Mongolian"),
    (0x1900, 0x194f, "Limbu"),
    (0x1950, 0x197f, "TaiLe"),
    (0x19e0, 0x19ff, "KhmerSymbols"),
    (0x1d00, 0x1d7f, "PhoneticExtensions"),
    (0x1e00, 0x1eff, "LatinExtendedAdditional"),
    (0x1f00, 0x1fff, "GreekExtended"),
    (0x2000, 0x206f, "GeneralPunctuation"),
    (0x2070, 0x209f, "SuperscriptsandSubscripts"),
    (0x20a0, 0x20cf, "CurrencySymbols"),
    (0x20d0, 0x20ff, "CombiningDiacriticalMarksforSymbols"),
    (0x20d0, 0x20ff, "CombiningMarksforSymbols"),
    (0x2100, 0x214f, "LetterlikeSymbols"),
    (0x2150, 0x218f, "NumberForms"),
    (0x2190, 0x21ff, "Arrows"),
    (0x2200, 0x22ff, "MathematicalOperators"),
    (0x2300, 0x23ff, "MiscellaneousTechnical"),
    (0x2400, 0x243f, "ControlPictures"),
    (0x2440, 0x245f, "OpticalCharacterRecognition"),
    (0x2460, 0x24ff, "EnclosedAlphanumerics"),
    (0x2500, 0x257f, "BoxDrawing"),
    (0x2580, 0x259f, "BlockElements"),
    (0x25a0, 0x25ff, "GeometricShapes"),
    (0x2600, 0x26ff, "MiscellaneousSymbols"),
    (0x2700, 0x27bf, "Dingbats"),
    (0x27c0, 0x27ef, "MiscellaneousMathematicalSymbols-A"),
    (0x27f0, 0x27ff, "SupplementalArrows-A"),
    (0x2800, 0x28ff, "BraillePatterns"),
    (0x2900, 0x297f, "SupplementalArrows-B"),
    (0x2980, 0x29ff, "MiscellaneousMathematicalSymbols-B"),
    (0x2a00, 0x2aff, "SupplementalMathematicalOperators"),
    (0x2b00, 0x2bff, "MiscellaneousSymbolsandArrows"),
    (0x2e80, 0x2eff, "CJKRadicalsSupplement"),
    (0x2f00, 0x2fdf, "KangxiRadicals"),
    (0x2ff0, 0x2fff, "IdeographicDescriptionCharacters"),
    (0x3000, 0x303f, "CJKSymbolsandPunctuation"),
    (0x3040, 0x309f, "Hiragana"),
    (0x30a0, 0x30ff, "Katakana"),
    (0x3100, 0x312f, "Bopomofo"),
    (0x3130, 0x318f, "HangulCompatibilityJamo"),
    (0x3190, 0x319f, "Kanbun"),
    (0x31a0, 0x31bf, "BopomofoExtended"),
    (0x31f0, 0x31ff, "KatakanaPhoneticExtensions"),
    (0x3200, 0x32ff, "EnclosedCJKLettersandMonths"),
    (0x3300, 0x33ff, "CJKCompatibility"),
    (0x3400, 0x4dbf, "CJKUnifiedIdeographsExtensionA"),
    (0x4dc0, 0x4dff, "YijingHexagramSymbols"),
    (0x4e00, 0x9fff, "CJKUnifiedIdeographs"),
    (0xa000, 0xa48f, "YiSyllables"),
    (0xa490, 0xa4cf, "YiRadicals"),
    (0xac00, 0xd7af, "HangulSyllables"),
    (0xe000, 0xf8ff, "PrivateUse"),
    (0xe000, 0xf8ff, "PrivateUseArea"),
    (0xf900, 0xfaff, "CJKCompatibilityIdeographs"),
    (0xfb00, 0xfb4f, "AlphabeticPresentationForms"),
    (0xfb50, 0xfdff, "ArabicPresentationForms-A"),
    (0xfe00, 0xfe0f, "VariationSelectors"),
    (0xfe20, 0xfe2f, "CombiningHalfMarks"),
    (0xfe30, 0xfe4f, "CJKCompatibilityForms"),
    (0xfe50, 0xfe6f, "SmallFormVariants"),
    (0xfe70, 0xfeff, "ArabicPresentationForms-B"),
    (0xff00, 0xffef, "HalfwidthandFullwidthForms"),
    (0xfff0, 0xffff, "Specials"),
];

/// The first and last code of the block so called, without its `Is`.
pub(super) fn block(name: &str) -> Option<(u32, u32)> {
    let found = BLOCKS.iter().find(|(_, _, known)| *known == name);
    found.map(|(first, last, _)| (*first, *last))
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, block};

    #[test]
    fn blocks_are_ordered_and_found() {
        assert!(
            BLOCKS
                .windows(2)
                .all(|pair| pair[0].1 < pair[1].0 || pair[0].0 == pair[1].0)
        );
        assert_eq!(block("Cyrillic"), Some((0x400, 0x4ff)));
        assert_eq!(block("cyrillic"), None);
    }
}
