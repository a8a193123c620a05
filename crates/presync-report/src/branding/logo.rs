//! A customer's logo: a PNG or JPEG, looked at before it is put into a page that everybody opens. No SVG: one
//! can carry script and load from elsewhere.

use crate::base64;

/// The largest file, in bytes: it stands in every report.
pub const LOGO_BYTES_MAX: usize = 512 * 1024;
/// The largest side, in pixels.
const SIDE_MAX_PX: u32 = 4_000;
/// The height that the report shows it at, in pixels.
const SHOWN_HEIGHT_PX: u32 = 56;
/// The width that it never exceeds there, in pixels.
const SHOWN_WIDTH_PX: u32 = 280;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

/// A picture that may stand in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    bytes: Vec<u8>,
    media_type: &'static str,
    width_px: u32,
    height_px: u32,
}

/// Why a picture may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Another format.
    #[error("the picture is neither PNG nor JPEG")]
    Format,
    /// It ends early, or says no size.
    #[error("the picture is broken")]
    Broken,
    /// Too many bytes.
    #[error("the picture has {0} bytes; up to {LOGO_BYTES_MAX} are taken")]
    Bytes(usize),
    /// Too many pixels, or none.
    #[error("the picture has {0} × {1} pixels; up to {SIDE_MAX_PX} a side are taken")]
    Pixels(u32, u32),
}

impl Logo {
    /// Looks at a picture: its format by its bytes, whatever its name says.
    ///
    /// # Errors
    /// When it is no PNG or JPEG, is broken, or is too large.
    pub fn of(bytes: Vec<u8>) -> Result<Self, LogoError> {
        if bytes.len() > LOGO_BYTES_MAX {
            return Err(LogoError::Bytes(bytes.len()));
        }
        let (media_type, size) = match () {
            () if bytes.starts_with(PNG) => ("image/png", png_size(&bytes)),
            () if bytes.starts_with(JPEG) => ("image/jpeg", jpeg_size(&bytes)),
            () => return Err(LogoError::Format),
        };
        let (width_px, height_px) = size.ok_or(LogoError::Broken)?;
        let fits = |side: u32| (1..=SIDE_MAX_PX).contains(&side);
        if !fits(width_px) || !fits(height_px) {
            return Err(LogoError::Pixels(width_px, height_px));
        }
        Ok(Self {
            bytes,
            media_type,
            width_px,
            height_px,
        })
    }

    /// The same from base 64, as [`Self::base64`] gives it.
    ///
    /// # Errors
    /// As [`Self::of`]; a text that is no base 64 is broken.
    pub fn of_base64(text: &str) -> Result<Self, LogoError> {
        Self::of(base64::decode(text).ok_or(LogoError::Broken)?)
    }

    /// The file in base 64.
    #[must_use]
    pub fn base64(&self) -> String {
        base64::encode(&self.bytes)
    }

    /// The picture as an address that holds it.
    pub(crate) fn data_uri(&self) -> String {
        format!("data:{};base64,{}", self.media_type, self.base64())
    }

    /// The file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Width and height in pixels at which it is shown.
    pub(crate) fn shown_px(&self) -> (u32, u32) {
        let (width, height) = (u64::from(self.width_px), u64::from(self.height_px));
        let by_height = width * u64::from(SHOWN_HEIGHT_PX) / height;
        let (width, height) = match by_height <= u64::from(SHOWN_WIDTH_PX) {
            true => (by_height, u64::from(SHOWN_HEIGHT_PX)),
            false => (
                SHOWN_WIDTH_PX.into(),
                height * u64::from(SHOWN_WIDTH_PX) / width,
            ),
        };
        let px = |side: u64| u32::try_from(side.max(1)).unwrap_or(SHOWN_WIDTH_PX);
        (px(width), px(height))
    }

    /// By how much it is scaled to be shown.
    pub(crate) fn scale(&self) -> f64 {
        f64::from(self.shown_px().0) / f64::from(self.width_px)
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// Width and height of a PNG whose chunks are whole: `IHDR` first, `IEND` last.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.get(PNG.len()..)?;
    let mut size = None;
    loop {
        let length = number(rest.get(..4)?) as usize;
        let (name, data) = (rest.get(4..8)?, rest.get(8..8usize.checked_add(length)?)?);
        match (name, size) {
            (b"IHDR", None) => size = Some((number(data.get(..4)?), number(data.get(4..8)?))),
            (_, None) => return None,
            (b"IEND", _) => return size,
            _ => {}
        }
        // The checksum of a chunk stands behind it.
        rest = rest.get(12 + length..)?;
    }
}

/// Width and height of a JPEG: from the frame header, behind any other segment.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.get(2..)?;
    if !bytes.ends_with(b"\xff\xd9") {
        return None;
    }
    loop {
        let &[0xff, marker] = rest.get(..2)? else {
            return None;
        };
        let length = number(rest.get(2..4)?) as usize;
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return Some((number(rest.get(7..9)?), number(rest.get(5..7)?)));
        }
        rest = rest.get(2 + length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = PNG.to_vec();
        bytes.extend(13u32.to_be_bytes());
        bytes.extend(b"IHDR");
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(b"\0\0\0\0IEND\0\0\0\0");
        bytes
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x0b\x08".to_vec();
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend(b"\x01\x11\0\0\xff\xd9");
        bytes
    }

    #[test]
    fn a_logo_is_known_by_its_bytes_and_its_size() {
        let check = |bytes: Vec<u8>, expect: Result<(u32, u32), LogoError>| {
            let size = Logo::of(bytes).map(|logo| (logo.width_px, logo.height_px));
            assert_eq!(size, expect);
        };
        check(png(300, 100), Ok((300, 100)));
        check(jpeg(64, 48), Ok((64, 48)));
        check(b"<svg onload=alert(1)>".to_vec(), Err(LogoError::Format));
        check(b"GIF89a".to_vec(), Err(LogoError::Format));
        check(Vec::new(), Err(LogoError::Format));
        check(png(0, 9), Err(LogoError::Pixels(0, 9)));
        check(png(4_001, 9), Err(LogoError::Pixels(4_001, 9)));
        check(png(9, 9)[..30].to_vec(), Err(LogoError::Broken));
        check(jpeg(9, 9)[..12].to_vec(), Err(LogoError::Broken));
        let mut fat = png(9, 9);
        fat.resize(LOGO_BYTES_MAX + 1, 0);
        check(fat, Err(LogoError::Bytes(LOGO_BYTES_MAX + 1)));
    }

    #[test]
    fn it_is_shown_as_large_as_the_page_has_room() {
        let check = |size: (u32, u32), expect: (u32, u32)| {
            let logo = Logo::of(png(size.0, size.1)).expect("a logo");
            assert_eq!(logo.shown_px(), expect);
        };
        check((112, 112), (56, 56));
        check((1_000, 100), (280, 28));
        check((1, 4_000), (1, 56));
        let logo = Logo::of(png(8, 8)).expect("a logo");
        assert_eq!(Logo::of_base64(&logo.base64()), Ok(logo));
        assert_eq!(Logo::of_base64("?"), Err(LogoError::Broken));
    }
}
