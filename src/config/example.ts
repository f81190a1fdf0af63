/** What `fleetop config init` writes: one provider to fill in, the rest as comments. */
export const exampleConfig = `# fleetop configuration. Check it with: fleetop config check
# A secret is \${VAR}, { file: PATH }, { command: [program, argument] } or the value itself (then: chmod 600).

providers:
  - name: sparrow
    type: sparrowhost
    apiKey: \${SPARROWHOST_API_KEY}
    # readOnly: true               # refuse every action on this provider
    # pollInterval: 15s            # shortest time between two refreshes of a list
    # rateLimit: { perMinute: 120 }
    # baseUrl: https://api.sparrowhost.net
    # caFile: /etc/ssl/own-ca.pem

  # - name: cyber
  #   type: cyberpanel
  #   apiKey: { file: ~/.config/fleetop/cyberpanel.key }

  # - name: wares
  #   type: hostwares
  #   apiKey: { command: [pass, show, hostwares] }

  # - name: spheron
  #   type: spheron
  #   apiKey: \${SPHERON_TOKEN}

  # - name: pilot
  #   type: serverpilot
  #   clientId: \${SERVERPILOT_CLIENT_ID}
  #   apiKey: \${SERVERPILOT_API_KEY}

# theme: auto                      # by the terminal's background; or midnight, daylight, …, or a path
# mouse: true                      # click selects, wheel scrolls; Shift selects text then
# ascii: true                      # frames and signs in ASCII
# readOnly: false
# protected: ["sparrow/*"]          # references or names with *: asked about twice
# thresholds: { cpu: 90, memory: 90, runwayDays: 7 }
# notify: off                      # of a new problem: off, bell, or osc9 (the terminal's notification)
# rates: { base: USD, INR: 0.0114, asOf: 2026-11-01 }   # one INR is 0.0114 USD: one total, shown with rate and day
# lockWhenIdle: 15m                 # lock writes after this long without a key press
# ssh:                             # with the system's ssh, your own configuration, agent and known_hosts
#   user: ops                      # for the key s and for samples; so are port, jump, command
#   enabled: true                  # samples of load, and who is logged in; nothing connects without it
#   include: ["sparrow/*"]         # references or names with *; left out: every server
#   exclude: ["sparrow/old-*"]
#   interval: 5s                   # between two samples of a server
#   connectTimeout: 10s
#   atOnce: 8                      # connections that are being opened at the same time
#   most: 200                      # servers that are sampled: each takes a process of ssh here
#   providers: { pilot: { user: root } }               # what is different there
#   servers: { "sparrow/42": { port: 2222 }, "db-*": { enabled: false } }
# webhooks:                        # receive what CyberPanel and Hostwares send by themselves
#   listen: 127.0.0.1:8787         # behind a proxy with TLS, or ssh -R
#   publicUrl: https://hooks.example.com
#   secret: { file: ~/.config/fleetop/webhooks.key }   # openssl rand -hex 32
# columns: { servers: [name, status, { id: cpu, width: 6 }, memory], apps: [name, status, domain] }
# keys: {}                          # command id: key
`;
