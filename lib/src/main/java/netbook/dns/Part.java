package netbook.dns;

/**
 * A part of a record's data, of which only the form counts and not the value.
 *
 * @param size how many octets it has, if its kind always has as many, else 0
 */
record Part(Kind kind, int size) {
  /** What has to be known to find the end of a part, and whether it is well-formed. */
  enum Kind {
    /** Numbers and addresses: so many octets, whatever they are. */
    OCTETS,
    /** A name that may be compressed. */
    NAME,
    /** A name that must not be. */
    PLAIN_NAME,
    /** A length and so many octets. */
    STRING,
    /** The same, with one octet at least. */
    HASH,
    /** The same, letters and digits only. */
    TAG,
    /** One string at least, up to the end. */
    STRINGS,
    /** Windows of bits, up to the end. */
    TYPES,
    /** A service's parameters, up to the end. */
    SVC_PARAMS,
    /** Options of EDNS, up to the end. */
    OPTIONS,
    /** A place on Earth. */
    PLACE,
    /** All octets up to the end. */
    REST
  }
}
