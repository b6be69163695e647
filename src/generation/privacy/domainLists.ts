/** Lists for recognising hosts and files by their ending. */

const DOMAIN_WORDS =
  'ac ad ae af ag al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ' +
  'ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es eu fi fj fk fm ' +
  'fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir ' +
  'is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc me mg mh mk ml ' +
  'mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm ' +
  'pn pr ps pt pw qa re ro ru rw sa sb sc sd se sg si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg ' +
  'th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw com net ' +
  'org edu gov mil int arpa info biz name pro aero coop museum jobs mobi travel tel cat asia post xxx app dev ' +
  'page web cloud tech online site website store shop club top vip xyz work works company business ' +
  'enterprises group global world ltd limited inc corp llc gmbh bank finance financial money capital fund ' +
  'insurance loan loans credit creditcard tax accountants legal law lawyer attorney doctor dental health ' +
  'healthcare hospital clinic care pharmacy school university college academy education training courses ' +
  'institute science technology computer software systems solutions services service support help center ' +
  'network host hosting domains email mail chat social media news press blog video film movie photo photos ' +
  'photography gallery art design studio fashion clothing shoes jewelry beauty salon fitness yoga sport ' +
  'sports football golf tennis run bike racing car cars auto autos taxi limo parts repair tools equipment ' +
  'supplies supply industries construction builders contractors engineering energy solar green eco garden ' +
  'farm food restaurant cafe coffee pizza bar pub beer wine kitchen recipes hotel hotels holiday vacations ' +
  'tours flights cruises city town land house homes apartments rent rentals estate properties property realty ' +
  'market markets marketing digital agency consulting management partners associates team community ' +
  'foundation charity church faith family kids baby toys gifts gift cards games game play casino bet poker ' +
  'fun cool live life love date dating singles wedding events party tickets show theater music band guru ' +
  'expert ninja zone space earth ink wiki link click download direct directory guide review reviews report ' +
  'sale deals discount cheap cash promo bargains auction trade trading exchange express delivery logistics ' +
  'shipping cargo fyi icu moe bid win men stream ren wang xin citic baidu google amazon microsoft apple ' +
  'android internal local localdomain localhost lan intranet intra home private test example invalid svc ' +
  'onion berlin hamburg koeln bayern wien zuerich london paris nyc tokyo osaka moscow istanbul miami vegas ' +
  'boston sydney melbourne amsterdam brussels swiss africa lat kiwi quebec scot wales cymru 中国 中國 公司 网络 网址 在线 ' +
  '商城 商店 集团 机构 政务 公益 移动 我爱你 网店 香港 台湾 新加坡 世界 信息 企业 佛山 广东 游戏 餐厅 购物 手机 时尚 健康';

const FILE_WORDS =
  'md markdown mdx txt text rtf pdf doc docx docm dot dotx odt xls xlsx xlsm csv tsv ods ppt pptx odp key ' +
  'pages numbers json jsonl json5 yaml yml toml ini cfg conf env xml html htm css js mjs cjs ts tsx jsx py ' +
  'ipynb java kt go rs rb php c h cpp hpp cs swift sql sh bash ps1 bat cmd log lock png jpg jpeg gif svg webp ' +
  'bmp ico tif tiff mp3 wav mp4 mov avi mkv zip tar gz tgz rar 7z bak tmp db sqlite parquet proto graphql ' +
  'safetensors gguf vsd vsdx xmind drawio psd ai eps eml msg ics vcf wps et dps';

/**
 * Top-level domains: all countries, the common generic ones, private ones such as `internal`, and Chinese ones. Endings
 * of files, such as `md` and `py`, are not in it: `guide.md` is a file.
 */
export const TOP_LEVEL_DOMAINS: ReadonlySet<string> = new Set(DOMAIN_WORDS.split(' '));

/** Endings of files that people name in procedures. */
export const FILE_ENDINGS: readonly string[] = FILE_WORDS.split(' ');
