package dev.portside.api.type;

import static java.util.Objects.requireNonNull;

import dev.portside.api.TreeReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a {@link GetterV1} is to fetch. Immutable; what is not set is empty, false or zero. Follows
 * {@code GetterOptionsV1} in Helm's {@code internal/plugin/schema/getter.go}.
 *
 * <p>The file is long because each of Helm's fourteen options is declared, read, set and explained.
 */
public final class GetterOptions {
  /** Nothing set. */
  public static final GetterOptions NONE = builder().build();

  private final String url;
  private final String certFile;
  private final String keyFile;
  private final String caFile;
  private final boolean unTar;
  private final boolean insecureSkipVerifyTls;
  private final boolean plainHttp;
  private final String acceptHeader;
  private final String username;
  private final String password;
  private final boolean passCredentialsAll;
  private final String userAgent;
  private final String version;
  private final Duration timeout;

  private GetterOptions(Builder builder) {
    url = builder.url;
    certFile = builder.certFile;
    keyFile = builder.keyFile;
    caFile = builder.caFile;
    unTar = builder.unTar;
    insecureSkipVerifyTls = builder.insecureSkipVerifyTls;
    plainHttp = builder.plainHttp;
    acceptHeader = builder.acceptHeader;
    username = builder.username;
    password = builder.password;
    passCredentialsAll = builder.passCredentialsAll;
    userAgent = builder.userAgent;
    version = builder.version;
    timeout = builder.timeout;
  }

  /**
   * Begins options.
   *
   * @return a builder with nothing set
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The URL of the repository.
   *
   * @return the value, empty if not set
   */
  public String url() {
    return url;
  }

  /**
   * Path of a client certificate.
   *
   * @return the value, empty if not set
   */
  public String certFile() {
    return certFile;
  }

  /**
   * Path of its key.
   *
   * @return the value, empty if not set
   */
  public String keyFile() {
    return keyFile;
  }

  /**
   * Path of a CA bundle.
   *
   * @return the value, empty if not set
   */
  public String caFile() {
    return caFile;
  }

  /**
   * Whether the result is to be unpacked.
   *
   * @return false if not set
   */
  public boolean unTar() {
    return unTar;
  }

  /**
   * Whether certificates go unchecked.
   *
   * @return false if not set
   */
  public boolean insecureSkipVerifyTls() {
    return insecureSkipVerifyTls;
  }

  /**
   * Whether to speak HTTP without TLS.
   *
   * @return false if not set
   */
  public boolean plainHttp() {
    return plainHttp;
  }

  /**
   * Value of the {@code Accept} header.
   *
   * @return the value, empty if not set
   */
  public String acceptHeader() {
    return acceptHeader;
  }

  /**
   * User name.
   *
   * @return the value, empty if not set
   */
  public String username() {
    return username;
  }

  /**
   * Password.
   *
   * @return the value, empty if not set
   */
  public String password() {
    return password;
  }

  /**
   * Whether credentials go to every host.
   *
   * @return false if not set
   */
  public boolean passCredentialsAll() {
    return passCredentialsAll;
  }

  /**
   * Value of the {@code User-Agent} header.
   *
   * @return the value, empty if not set
   */
  public String userAgent() {
    return userAgent;
  }

  /**
   * Version of the chart.
   *
   * @return the value, empty if not set
   */
  public String version() {
    return version;
  }

  /**
   * How long fetching may take.
   *
   * @return the time, zero if not set
   */
  public Duration timeout() {
    return timeout;
  }

  /** Go's field names, all present, the timeout in nanoseconds. */
  Map<String, ?> write() {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("URL", url);
    form.put("CertFile", certFile);
    form.put("KeyFile", keyFile);
    form.put("CAFile", caFile);
    form.put("UNTar", unTar);
    form.put("InsecureSkipVerifyTLS", insecureSkipVerifyTls);
    form.put("PlainHTTP", plainHttp);
    form.put("AcceptHeader", acceptHeader);
    form.put("Username", username);
    form.put("Password", password);
    form.put("PassCredentialsAll", passCredentialsAll);
    form.put("UserAgent", userAgent);
    form.put("Version", version);
    form.put("Timeout", timeout.toNanos());
    return form;
  }

  static GetterOptions read(TreeReader in) {
    return builder()
        .url(in.text("URL"))
        .certFile(in.text("CertFile"))
        .keyFile(in.text("KeyFile"))
        .caFile(in.text("CAFile"))
        .unTar(in.bool("UNTar"))
        .insecureSkipVerifyTls(in.bool("InsecureSkipVerifyTLS"))
        .plainHttp(in.bool("PlainHTTP"))
        .acceptHeader(in.text("AcceptHeader"))
        .username(in.text("Username"))
        .password(in.text("Password"))
        .passCredentialsAll(in.bool("PassCredentialsAll"))
        .userAgent(in.text("UserAgent"))
        .version(in.text("Version"))
        .timeout(Duration.ofNanos(in.integer("Timeout", 0, Long.MAX_VALUE).orElse(0)))
        .build();
  }

  /** Equal if every option is. */
  @Override
  public boolean equals(Object other) {
    return other instanceof GetterOptions options && write().equals(options.write());
  }

  @Override
  public int hashCode() {
    return write().hashCode();
  }

  /** The URL only: the rest may be secret. */
  @Override
  public String toString() {
    return "GetterOptions[url=" + url + "]";
  }

  /** Collects options. Not safe for use by several threads. */
  public static final class Builder {
    private String url = "";
    private String certFile = "";
    private String keyFile = "";
    private String caFile = "";
    private boolean unTar;
    private boolean insecureSkipVerifyTls;
    private boolean plainHttp;
    private String acceptHeader = "";
    private String username = "";
    private String password = "";
    private boolean passCredentialsAll;
    private String userAgent = "";
    private String version = "";
    private Duration timeout = Duration.ZERO;

    private Builder() {}

    /**
     * Sets the URL of the repository.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder url(String value) {
      url = requireNonNull(value, "url");
      return this;
    }

    /**
     * Sets path of a client certificate.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder certFile(String value) {
      certFile = requireNonNull(value, "certFile");
      return this;
    }

    /**
     * Sets path of its key.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder keyFile(String value) {
      keyFile = requireNonNull(value, "keyFile");
      return this;
    }

    /**
     * Sets path of a CA bundle.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder caFile(String value) {
      caFile = requireNonNull(value, "caFile");
      return this;
    }

    /**
     * Sets whether the result is to be unpacked.
     *
     * @param value true or false
     * @return this
     */
    public Builder unTar(boolean value) {
      unTar = value;
      return this;
    }

    /**
     * Sets whether certificates go unchecked.
     *
     * @param value true or false
     * @return this
     */
    public Builder insecureSkipVerifyTls(boolean value) {
      insecureSkipVerifyTls = value;
      return this;
    }

    /**
     * Sets whether to speak HTTP without TLS.
     *
     * @param value true or false
     * @return this
     */
    public Builder plainHttp(boolean value) {
      plainHttp = value;
      return this;
    }

    /**
     * Sets value of the {@code Accept} header.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder acceptHeader(String value) {
      acceptHeader = requireNonNull(value, "acceptHeader");
      return this;
    }

    /**
     * Sets user name.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder username(String value) {
      username = requireNonNull(value, "username");
      return this;
    }

    /**
     * Sets password.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder password(String value) {
      password = requireNonNull(value, "password");
      return this;
    }

    /**
     * Sets whether credentials go to every host.
     *
     * @param value true or false
     * @return this
     */
    public Builder passCredentialsAll(boolean value) {
      passCredentialsAll = value;
      return this;
    }

    /**
     * Sets value of the {@code User-Agent} header.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder userAgent(String value) {
      userAgent = requireNonNull(value, "userAgent");
      return this;
    }

    /**
     * Sets version of the chart.
     *
     * @param value the value, or empty
     * @return this
     */
    public Builder version(String value) {
      version = requireNonNull(value, "version");
      return this;
    }

    /**
     * Sets how long fetching may take.
     *
     * @param value the time, or zero
     * @return this
     */
    public Builder timeout(Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("expected a timeout, found " + value);
      }
      timeout = value;
      return this;
    }

    /**
     * Builds the options.
     *
     * @return new options
     */
    public GetterOptions build() {
      return new GetterOptions(this);
    }
  }
}
