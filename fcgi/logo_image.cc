#include "fcgi/logo_image.h"

#include <png.h>
#include <turbojpeg.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/error.h"

namespace nexcyte::fcgi {
namespace {

constexpr int kChannels = 4;  // red, green, blue, alpha

// Rows from top to bottom, without gaps.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> points;

  std::size_t At(int x, int y) const {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
            static_cast<std::size_t>(x)) *
           kChannels;
  }
};

domain::Error Damaged() {
  return domain::InvalidInput("logo", "This picture cannot be read. Save it anew and try again.");
}

void RequireDrawable(std::int64_t width, std::int64_t height) {
  if (width < 1 || height < 1) {
    throw Damaged();
  }
  if (width * height > kMostPixels) {
    throw domain::InvalidInput("logo", "This picture has too many points: at most 2000 x 2000.");
  }
}

Picture Blank(int width, int height) {
  Picture picture{width, height, {}};
  picture.points.resize(picture.At(0, height));
  return picture;
}

// libpng's simplified interface: what it opens has to be closed however the reading ends.
struct PngImage : png_image {
  PngImage() : png_image{} { version = PNG_IMAGE_VERSION; }
  ~PngImage() { png_image_free(this); }
  PngImage(const PngImage&) = delete;
  PngImage& operator=(const PngImage&) = delete;
};

Picture ReadPng(std::string_view bytes) {
  PngImage image;
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
    throw Damaged();
  }
  RequireDrawable(image.width, image.height);
  image.format = PNG_FORMAT_RGBA;
  Picture picture = Blank(static_cast<int>(image.width), static_cast<int>(image.height));
  if (png_image_finish_read(&image, nullptr, picture.points.data(), 0, nullptr) == 0) {
    throw Damaged();
  }
  return picture;
}

struct EndTurboJpeg {
  void operator()(void* handle) const { tjDestroy(handle); }
};

Picture ReadJpeg(std::string_view bytes) {
  const std::unique_ptr<void, EndTurboJpeg> jpeg(tjInitDecompress());
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  int width = 0;
  int height = 0;
  int subsampling = 0;
  int colors = 0;
  if (!jpeg || tjDecompressHeader3(jpeg.get(), data, bytes.size(), &width, &height, &subsampling,
                                   &colors) != 0) {
    throw Damaged();
  }
  RequireDrawable(width, height);
  Picture picture = Blank(width, height);
  if (tjDecompress2(jpeg.get(), data, bytes.size(), picture.points.data(), width, 0, height,
                    TJPF_RGBA, TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) != 0) {
    throw Damaged();
  }
  return picture;
}

Picture Read(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) {
    return ReadPng(bytes);
  }
  if (bytes.starts_with("\xff\xd8\xff")) {
    return ReadJpeg(bytes);
  }
  throw domain::InvalidInput("logo", "Choose a PNG or a JPEG picture.");
}

// The mean of the points of `from` that become the point (x, y) of `to`. Colours count by how much
// of them can be seen.
void Average(const Picture& from, Picture& to, int x, int y) {
  const auto begin = [](int at, int of, int to_size) { return at * of / to_size; };
  const int left = begin(x, from.width, to.width);
  const int right = std::max(left + 1, begin(x + 1, from.width, to.width));
  const int top = begin(y, from.height, to.height);
  const int bottom = std::max(top + 1, begin(y + 1, from.height, to.height));
  std::uint64_t sums[kChannels] = {};
  for (int row = top; row < bottom; ++row) {
    for (int column = left; column < right; ++column) {
      const std::uint8_t* point = &from.points[from.At(column, row)];
      for (int channel = 0; channel < kChannels - 1; ++channel) {
        sums[channel] += static_cast<std::uint64_t>(point[channel]) * point[kChannels - 1];
      }
      sums[kChannels - 1] += point[kChannels - 1];
    }
  }
  const std::uint64_t alpha = sums[kChannels - 1];
  const auto count =
      static_cast<std::uint64_t>(right - left) * static_cast<std::uint64_t>(bottom - top);
  std::uint8_t* const point = &to.points[to.At(x, y)];
  for (int channel = 0; channel < kChannels - 1; ++channel) {
    point[channel] = static_cast<std::uint8_t>(alpha == 0 ? 0 : sums[channel] / alpha);
  }
  point[kChannels - 1] = static_cast<std::uint8_t>(alpha / count);
}

Picture Fitted(Picture picture) {
  const double scale = std::min({1.0, static_cast<double>(domain::kLogoWidth) / picture.width,
                                 static_cast<double>(domain::kLogoHeight) / picture.height});
  if (scale == 1.0) {
    return picture;
  }
  Picture fitted = Blank(std::max(1, static_cast<int>(picture.width * scale)),
                         std::max(1, static_cast<int>(picture.height * scale)));
  for (int y = 0; y < fitted.height; ++y) {
    for (int x = 0; x < fitted.width; ++x) {
      Average(picture, fitted, x, y);
    }
  }
  return fitted;
}

std::string Write(const Picture& picture) {
  PngImage image;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGBA;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string png(size, '\0');
  if (png_image_write_to_memory(&image, png.data(), &size, 0, picture.points.data(), 0, nullptr) ==
      0) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "a logo cannot be written");
  }
  png.resize(size);
  return png;
}

}  // namespace

domain::Logo DrawLogo(std::string_view bytes) {
  if (bytes.size() > kLargestLogo) {
    throw domain::InvalidInput("logo", "This file is too large: at most 512 kB.");
  }
  const Picture picture = Fitted(Read(bytes));
  return {Write(picture), picture.width, picture.height};
}

}  // namespace nexcyte::fcgi
