// The entry point that every test program shares.
#define BOOST_TEST_MODULE nexcyte
#include <boost/test/unit_test.hpp>
