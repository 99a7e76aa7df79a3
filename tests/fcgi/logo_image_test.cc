#include "fcgi/logo_image.h"

#include <png.h>
#include <turbojpeg.h>

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/error.h"

namespace nexcyte::fcgi {
namespace {

// A picture of one colour, half of it transparent.
std::string Png(int width, int height, const std::string& comment = {}) {
  std::vector<std::uint8_t> points;
  for (int i = 0; i < width * height; ++i) {
    const bool is_left = i % width < width / 2;
    points.insert(points.end(), {200, 30, 60, static_cast<std::uint8_t>(is_left ? 255 : 0)});
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGBA;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string png(size, '\0');
  BOOST_REQUIRE(png_image_write_to_memory(&image, png.data(), &size, 0, points.data(), 0, nullptr));
  png.resize(size);
  return png + comment;
}

std::string Jpeg(int width, int height) {
  std::vector<std::uint8_t> points(static_cast<std::size_t>(width * height) * 3, 90);
  unsigned char* data = nullptr;
  unsigned long size = 0;  // NOLINT(google-runtime-int): the library's type
  tjhandle const jpeg = tjInitCompress();
  BOOST_REQUIRE(tjCompress2(jpeg, points.data(), width, 0, height, TJPF_RGB, &data, &size,
                            TJSAMP_420, 90, 0) == 0);
  std::string bytes(reinterpret_cast<char*>(data), size);
  tjFree(data);
  tjDestroy(jpeg);
  return bytes;
}

std::string RefusalOf(const std::string& bytes) {
  try {
    DrawLogo(bytes);
  } catch (const domain::Error& error) {
    return error.fields().at(0).field + ": " + error.fields().at(0).message;
  }
  return {};
}

const std::string kUnreadable = "logo: This picture cannot be read. Save it anew and try again.";
const std::string kWrongType = "logo: Choose a PNG or a JPEG picture.";

}  // namespace

BOOST_AUTO_TEST_SUITE(LogoImage)

BOOST_AUTO_TEST_CASE(DrawsPngAndJpegAsPng) {
  for (const std::string& bytes : {Png(120, 40), Jpeg(120, 40)}) {
    const domain::Logo logo = DrawLogo(bytes);
    BOOST_TEST(logo.width == 120);
    BOOST_TEST(logo.height == 40);
    BOOST_TEST(logo.png.starts_with("\x89PNG"));
    BOOST_TEST(DrawLogo(logo.png).png == logo.png);
  }
}

BOOST_AUTO_TEST_CASE(FitsLargeOnesIn) {
  const domain::Logo wide = DrawLogo(Png(1920, 320));
  BOOST_TEST(wide.width == domain::kLogoWidth);
  BOOST_TEST(wide.height == 80);
  const domain::Logo high = DrawLogo(Jpeg(800, 1600));
  BOOST_TEST(high.width == 80);
  BOOST_TEST(high.height == domain::kLogoHeight);
}

// A file may be a picture and something else at once: only its points are kept.
BOOST_AUTO_TEST_CASE(KeepsNothingButPoints) {
  const std::string script = "<script>alert(1)</script>";
  const domain::Logo logo = DrawLogo(Png(40, 40, script));
  BOOST_TEST(logo.png.find(script) == std::string::npos);
  BOOST_TEST(DrawLogo(Jpeg(40, 40) + script).png.find(script) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(RefusesOtherTypes) {
  for (const std::string bytes :
       {"", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "GIF89a",
        "BM", "RIFF....WEBP", "<html>", "%PDF-1.7"}) {
    BOOST_TEST(RefusalOf(bytes) == kWrongType, bytes);
  }
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsDamaged) {
  const std::string png = Png(120, 40);
  for (const std::size_t length : {8U, 20U, 40U}) {
    BOOST_TEST(RefusalOf(png.substr(0, length)) == kUnreadable, length);
  }
  BOOST_TEST(RefusalOf(png.substr(0, png.size() / 2)) == kUnreadable);
  const std::string jpeg = Jpeg(120, 40);
  for (const std::size_t length : {std::size_t{4}, std::size_t{30}, jpeg.size() / 2}) {
    BOOST_TEST(RefusalOf(jpeg.substr(0, length)) == kUnreadable, length);
  }
}

BOOST_AUTO_TEST_CASE(RefusesTooManyPointsBeforeItDrawsThem) {
  std::string huge = Png(1, 1);
  huge[16] = huge[20] = '\x7f';  // IHDR: width and height over two thousand million
  BOOST_TEST(RefusalOf(huge) != "");
  BOOST_TEST(RefusalOf(Png(2001, 2000)).find("too many points") != std::string::npos);
  BOOST_TEST(RefusalOf(Jpeg(4001, 1000)).find("too many points") != std::string::npos);
  BOOST_TEST(RefusalOf(std::string("\x89PNG\r\n\x1a\n") + std::string(kLargestLogo, 'x'))
                 .find("too large") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::fcgi
